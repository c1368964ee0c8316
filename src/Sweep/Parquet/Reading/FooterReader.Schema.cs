namespace WalSweep.Sweep.Parquet;

/// <content>The schema: a root and columns, none of them nested or repeated, of types whose values cannot be misread.</content>
internal sealed partial class FooterReader
{
    private void ReadSchema(ref ThriftReader thrift)
    {
        if (_columns.Count > 0)
        {
            throw Error(thrift.Position, "expected one schema, found a second");
        }

        int count = thrift.List(ThriftType.Struct);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            int at = thrift.Position;
            SchemaElement element = ReadElement(ref thrift);
            if (i == 0)
            {
                if (element.ChildCount != count - 1)
                {
                    throw Error(at, $"expected a flat table of {count - 1} columns, found a root of {element.ChildCount}");
                }
            }
            else if (!names.Add(element.Name))
            {
                throw Error(at, $"expected columns of different names, found '{element.Name}' twice");
            }
            else
            {
                _columns.Add(ToColumn(element, at));
            }
        }
    }

    private static SchemaElement ReadElement(ref ThriftReader thrift)
    {
        var element = new SchemaElement();
        int outer = thrift.BeginStruct();
        while (thrift.NextField(out int field))
        {
            switch (field)
            {
                case 1:
                    element.Type = thrift.Int32();
                    break;
                case 3:
                    element.Repetition = thrift.Int32();
                    break;
                case 4:
                    element.Name = thrift.String();
                    break;
                case 5:
                    element.ChildCount = thrift.Int32();
                    break;
                case 6:
                    element.ConvertedType = thrift.Int32();
                    break;
                case 10:
                    ReadLogicalType(ref thrift, element);
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        thrift.EndStruct(outer);
        return element;
    }

    private static void ReadLogicalType(ref ThriftReader thrift, SchemaElement element)
    {
        int outer = thrift.Struct();
        while (thrift.NextField(out int kind))
        {
            element.LogicalType = kind;
            if (kind != 10)
            {
                thrift.Skip();
                continue;
            }

            int integer = thrift.Struct();
            while (thrift.NextField(out int field))
            {
                if (field == 2)
                {
                    element.IsUnsigned = !thrift.Bool();
                }
                else
                {
                    thrift.Skip();
                }
            }

            thrift.EndStruct(integer);
        }

        thrift.EndStruct(outer);
    }

    private Column ToColumn(SchemaElement element, int at)
    {
        if (element.Name.Length == 0)
        {
            throw Error(at, "expected every column to have a name");
        }

        if (element.ChildCount > 0 || element.Repetition is not (0 or 1))
        {
            throw Error(at, $"expected a flat table, but column '{element.Name}' is nested or repeated");
        }

        // Whatever else the annotations make of the stored numbers (dates, decimals, unsigned ones) would be silently misread.
        bool isWhole = element.ConvertedType is null or (>= 15 and <= 18) && element.LogicalType is null or 10 && !element.IsUnsigned;
        bool isText = element.ConvertedType is null or 0 or 4 or 19 && element.LogicalType is null or 1 or 4 or 12;
        bool isBare = element.ConvertedType is null && element.LogicalType is null;
        bool isOptional = element.Repetition == 1;
        return ((PhysicalType)element.Type) switch
        {
            PhysicalType.Int32 when isWhole => new Column(element.Name, ColumnType.Int32, isOptional),
            PhysicalType.Int64 when isWhole => new Column(element.Name, ColumnType.Int64, isOptional),
            PhysicalType.Double when isBare => new Column(element.Name, ColumnType.Double, isOptional),
            PhysicalType.Boolean when isBare => new Column(element.Name, ColumnType.Boolean, isOptional),
            PhysicalType.ByteArray when isText => Column.OfUnknownNames(element.Name, isOptional),
            _ => throw Error(at, $"expected columns of signed whole numbers, doubles, booleans or strings, but column '{element.Name}' has physical type {element.Type}"
                + $" annotated as {element.ConvertedType?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "nothing"}"),
        };
    }

    private sealed class SchemaElement
    {
        public int Type { get; set; } = -1;

        public int Repetition { get; set; }

        public string Name { get; set; } = "";

        public int ChildCount { get; set; }

        public int? ConvertedType { get; set; }

        public int? LogicalType { get; set; }

        public bool IsUnsigned { get; set; }
    }
}
