namespace WalSweep.Sweep.Rows;

/// <summary>Takes the rows of a scan that one thread reads, and no other thread's.</summary>
public interface IRowSink
{
    /// <summary>
    /// Takes a batch of whole scenarios: the rows of one stand together, one for each protocol, in the protocols' order, so the protocol of row r is r modulo their number.
    /// Scenarios ascend within a file; which files a sink gets depends on the threads. What the batch holds is overwritten by the next.
    /// </summary>
    /// <param name="batch">The rows, with the columns asked for in the order in which they were.</param>
    void Take(RowCursor batch);
}
