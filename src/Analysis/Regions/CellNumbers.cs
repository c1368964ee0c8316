namespace WalSweep.Analysis.Regions;

/// <summary>How the cells of a map are numbered: protocol by protocol, row by row from below, and after the cells of each protocol one for what lies in none, so that every trial has a number to be counted under.</summary>
public sealed class CellNumbers
{
    /// <summary>The numbers of the cells of two axes.</summary>
    public CellNumbers(Axis x, Axis y) => (X, Y) = (x, y);

    /// <summary>Horizontal axis.</summary>
    public Axis X { get; }

    /// <summary>Vertical axis.</summary>
    public Axis Y { get; }

    /// <summary>How many numbers a protocol takes.</summary>
    public int PerProtocol => (X.CellCount * Y.CellCount) + 1;

    /// <summary>The number of a cell; of what lies outside if either index is −1.</summary>
    public int Of(int protocolIndex, int xIndex, int yIndex) => (protocolIndex * PerProtocol) + ((xIndex | yIndex) < 0 ? PerProtocol - 1 : (yIndex * X.CellCount) + xIndex);

    /// <summary>The number under which a protocol's trials are counted that lie in no cell.</summary>
    public int Outside(int protocolIndex) => Of(protocolIndex, -1, -1);
}
