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
                    element.LogicalType = ReadLogicalType(ref thrift);
                    break;
                default:
                    thrift.Skip();
                    break;
            }
        }

        thrift.EndStruct(outer);
        return element;
    }

    /// <summary>Which member of the union of annotations is set.</summary>
    private static int? ReadLogicalType(ref ThriftReader thrift)
    {
        int? kind = null;
        int outer = thrift.Struct();
        while (thrift.NextField(out int member))
        {
            kind = member;
            thrift.Skip();
        }

        thrift.EndStruct(outer);
        return kind;
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

        // Whatever else the annotations make of the stored bytes (dates, decimals, unsigned numbers) would be silently misread.
        bool isBare = element.ConvertedType is null && element.LogicalType is null;
        bool isText = element.ConvertedType == 0 && element.LogicalType == 1;
        bool isOptional = element.Repetition == 1;
        return (PhysicalType)element.Type switch
        {
            PhysicalType.Int32 when isBare => new Column(element.Name, ColumnType.Int32, isOptional),
            PhysicalType.Int64 when isBare => new Column(element.Name, ColumnType.Int64, isOptional),
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
    }
}
