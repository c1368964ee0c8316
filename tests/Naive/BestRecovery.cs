namespace WalSweep.Tests.Naive;

/// <summary>The better of the two imagined recoveries, walked through tick by tick on the head of the trial (docs/model.md §11).</summary>
internal static class BestRecovery
{
    public static double Seconds(GridParameters p, Grid grid, long end, Volume volume, Recovery first)
    {
        var start = first.ReachableAgain!.Value;
        var copyTicks = grid.Ticks(Grid.Divide(p.VolumeBytes, p.RebuildBytesPerTick, "the time of a copy") * grid.DtS, "the time of a copy");
        var mayCatchUp = first.Backlog <= p.Keep || first.Position >= Math.Floor(first.Tail);
        var head = volume.HeadAt(start);
        var position = first.Position;
        var bestBase = double.NegativeInfinity;
        double? catchupBefore = null;
        double? rebuildBefore = null;
        for (var tick = start; tick <= p.Horizon; tick++)
        {
            var rateBefore = tick <= end && tick > start ? volume.AdmittedAt(tick - 1) : volume.Admitted;
            var rateAfter = tick <= end ? volume.HighestAdmittedAt(tick) : volume.Admitted;
            if (tick > start)
            {
                head = tick <= end ? volume.HeadAt(tick) : head + volume.Admitted;
                position += p.CatchupRate;
            }

            if (tick == start)
            {
                rateBefore = rateAfter = tick < end ? volume.AdmittedAt(tick) : volume.Admitted;
            }

            bestBase = Math.Max(bestBase, head - (p.CatchupRate * (tick - start)));
            var arrived = mayCatchUp && Arrives(p, head - position, ref catchupBefore, rateBefore, rateAfter);
            if (tick >= start + copyTicks)
            {
                var rebuilt = bestBase - p.SnapshotLag + (p.CatchupRate * (tick - start - copyTicks));
                arrived |= Arrives(p, head - rebuilt, ref rebuildBefore, rateBefore, rateAfter);
            }

            if (arrived)
            {
                return grid.Seconds(tick - start + p.RoundTrip);
            }
        }

        return double.NaN;
    }

    /// <summary>Whether the gap is within one barrier now; it must not have become so between two ticks.</summary>
    private static bool Arrives(GridParameters p, double gap, ref double? gapBefore, double rateBefore, double rateAfter)
    {
        var barrier = p.OneBarrier(rateBefore);
        if (gapBefore is { } before && before > barrier && gap < barrier)
        {
            throw new OffGridException("the best recovery");
        }

        gapBefore = gap;
        return gap <= barrier || gap <= p.OneBarrier(rateAfter);
    }
}
