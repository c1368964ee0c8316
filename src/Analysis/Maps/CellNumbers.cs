namespace WalSweep.Analysis.Maps;

/// <summary>How the cells of a map are numbered: protocol by protocol, row by row from below, and after the cells of each protocol one for what lies in none, so that every trial has a number to be counted under.</summary>
/// <param name="x">Horizontal axis.</param>
/// <param name="y">Vertical axis.</param>
public sealed class CellNumbers(Axis x, Axis y)
{
    private readonly int _perRow = x.CellCount;

    /// <summary>Horizontal axis.</summary>
    public Axis X { get; } = x;

    /// <summary>Vertical axis.</summary>
    public Axis Y { get; } = y;

    /// <summary>How many numbers a protocol takes.</summary>
    public int PerProtocol { get; } = (x.CellCount * y.CellCount) + 1;

    /// <summary>The number of a cell; of what lies outside if either index is −1.</summary>
    public int Of(int protocolIndex, int xIndex, int yIndex) => (protocolIndex * PerProtocol) + ((xIndex | yIndex) < 0 ? PerProtocol - 1 : (yIndex * _perRow) + xIndex);

    /// <summary>What leads from the number of a cell of a protocol to that of the same cell of a pair, where pairs are numbered as protocols are: added to the one it gives the other.</summary>
    public int FromProtocolToPair(int protocolIndex, int pairIndex) => (pairIndex - protocolIndex) * PerProtocol;

    /// <summary>The number under which a protocol's trials are counted that lie in no cell.</summary>
    public int Outside(int protocolIndex) => Of(protocolIndex, -1, -1);
}
