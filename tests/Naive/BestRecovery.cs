namespace WalSweep.Tests.Naive;

/// <summary>The better of the two imagined recoveries, walked through tick by tick on the head of the trial (docs/model.md §11).</summary>
internal static class BestRecovery
{
    public static double Seconds(GridParameters p, Grid grid, long end, Course course, Recovery first)
    {
        var start = first.ReachableAgain!.Value;
        var copyTicks = grid.Ticks(Grid.Divide(p.VolumeBytes, p.RebuildBytesPerTick, "the time of a copy") * grid.DtS, "the time of a copy");
        var mayCatchUp = first.DiskValid && (first.Backlog <= p.Keep || first.Position >= Math.Floor(first.Tail));
        var head = course.HeadAt(start);
        var position = first.Position;
        var lastRate = course.AdmittedAt(end);
        var bestBase = double.NegativeInfinity;
        double? catchupBefore = null;
        double? rebuildBefore = null;
        for (var tick = start; tick <= p.Horizon; tick++)
        {
            var headOnArrival = head + lastRate;
            var rateBefore = tick <= end && tick > start ? course.AdmittedAt(tick - 1) : lastRate;
            var rateAfter = tick <= end ? course.HighestAdmittedAt(tick) : lastRate;
            if (tick > start)
            {
                headOnArrival = tick <= end ? course.HeadOnArrivalAt(tick) : headOnArrival;
                head = tick <= end ? course.HeadAt(tick) : headOnArrival;
                position += p.CatchupRate;
            }
            else
            {
                headOnArrival = head;
                (rateBefore, rateAfter) = (first.Admitted, course.AdmittedAt(tick));
            }

            var arrived = false;
            var beforeNewHead = tick <= end ? course.HighestAdmittedBeforeNewHeadAt(tick) : 0;
            foreach (var (at, before, after) in headOnArrival == head ? new[] { (head, rateBefore, rateAfter) } : [(headOnArrival, rateBefore, beforeNewHead), (head, rateAfter, rateAfter)])
            {
                bestBase = Math.Max(bestBase, at - (p.CatchupRate * (tick - start)));
                var isNewHead = at != headOnArrival || head == headOnArrival;
                var becomesPossible = !mayCatchUp && tick == first.CatchupPossibleFrom && isNewHead;
                mayCatchUp |= becomesPossible;
                arrived |= mayCatchUp && Arrives(p, at - position, ref catchupBefore, becomesPossible ? after : before, after, jumped: at != headOnArrival);
                if (tick >= start + copyTicks)
                {
                    var rebuilt = bestBase - p.SnapshotLag + (p.CatchupRate * (tick - start - copyTicks));
                    arrived |= Arrives(p, at - rebuilt, ref rebuildBefore, before, after, jumped: at != headOnArrival);
                }
            }

            if (arrived)
            {
                return grid.Seconds(tick - start + p.RoundTrip);
            }
        }

        return double.NaN;
    }

    /// <summary>Whether the gap is within one barrier now; it must not have become so between two ticks, unless a new term set the head back.</summary>
    private static bool Arrives(GridParameters p, double gap, ref double? gapBefore, double rateBefore, double rateAfter, bool jumped)
    {
        var barrier = p.OneBarrier(rateBefore);
        if (!jumped && gapBefore is { } before && before > barrier && gap < barrier)
        {
            throw new OffGridException("the best recovery");
        }

        gapBefore = gap;
        return gap <= barrier || gap <= p.OneBarrier(rateAfter);
    }
}
