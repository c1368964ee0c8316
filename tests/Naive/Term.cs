namespace WalSweep.Tests.Naive;

/// <summary>The time for which one node writes as primary (docs/model.md §13): from its promotion or its restart in place.</summary>
/// <param name="Number">0 for the one that the trial starts in.</param>
/// <param name="Epoch">What the nodes know of it.</param>
/// <param name="Primary">Who writes.</param>
/// <param name="Start">What the primary's disk held when the term began.</param>
/// <param name="StartCommit">The commit that it began with.</param>
/// <param name="Volume">The WAL that it writes.</param>
internal sealed record Term(int Number, int Epoch, Node Primary, Content Start, double StartCommit, Volume Volume);
