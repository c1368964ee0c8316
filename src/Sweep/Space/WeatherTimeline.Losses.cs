using System.Runtime.CompilerServices;
using WalSweep.Engine;

namespace WalSweep.Sweep.Space;

/// <summary>The losses of primaries, of payloads and of a sound base.</summary>
internal ref partial struct WeatherTimeline
{
    /// <summary>From the start of the first outage to the end of the last primary loss at the latest; 0 if there is none.</summary>
    private static double LatestPrimaryLossEndS(SpaceSpecs specs, double outagesS)
    {
        double Max(ParameterDefinition definition) => specs.Support(definition).Max;
        var endS = 0.0;
        for (var lossIndex = 0; lossIndex < Max(WeatherParameters.PrimaryLosses); lossIndex++)
        {
            var startS = lossIndex == 0 ? Max(WeatherParameters.PrimaryLossDelay) : Math.Max(endS + Max(WeatherParameters.PrimaryLossGap), outagesS);
            endS = startS + Max(WeatherParameters.PrimaryLoss);
        }

        return endS;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // Most sweeps have none.
    private void LayOutLosses(double startS, int replicas, ref ParameterValues values, ref WeatherSummary weather)
    {
        weather.PrimaryLosses = (int)values[WeatherParameters.PrimaryLosses];
        if (weather.PrimaryLosses > 0)
        {
            // What is a multiple of an outage's value is so of the first one's, for each loss.
            _plan.Outages.TakeFirst(in _draws, ref values);
            LayOutPrimaryLosses(startS, replicas, ref values, ref weather);
        }

        LayOutDamage(startS, in values, ref weather);
    }

    /// <summary>
    /// The first loss is of node 0, which has no outages; the others begin when those of the replicas are over. So whatever befalls a node is over before the next
    /// of its kind begins.
    /// </summary>
    [SkipLocalsInit]
    private void LayOutPrimaryLosses(double startS, int replicas, ref ParameterValues values, ref WeatherSummary weather)
    {
        startS += values[WeatherParameters.PrimaryLossDelay];
        Unsafe.SkipInit(out RepeatDraws draws);
        if (weather.PrimaryLosses > 1)
        {
            _plan.PrimaryLosses.Draw(_scenario, weather.PrimaryLosses, out draws);
        }

        for (var lossIndex = 0; lossIndex < weather.PrimaryLosses; lossIndex++)
        {
            var node = 0;
            if (lossIndex > 0)
            {
                startS = Math.Max(startS + values[WeatherParameters.PrimaryLossGap], _outagesEndS);
                _plan.PrimaryLosses.Take(in draws, lossIndex, ref values);
                node = (int)((replicas + 1) * _plan.Uniform(_scenario, DrawPurposes.LossNode, (uint)lossIndex));
            }

            var endS = startS + values[WeatherParameters.PrimaryLoss];
            LayOutPrimaryLoss(lossIndex, node, startS, endS, in values, ref weather);
            PrimaryLossTotalS += values[WeatherParameters.PrimaryLoss];
            startS = endS;
        }
    }

    private void LayOutPrimaryLoss(int lossIndex, int node, double startS, double endS, ref readonly ParameterValues values, ref WeatherSummary weather)
    {
        if (!Happens(DrawPurposes.Isolation, lossIndex, values[WeatherParameters.IsolationProbability]))
        {
            var changes = Happens(DrawPurposes.LossAddressChange, lossIndex, values[WeatherParameters.AddressChangeProbability]);
            weather.AddressChanged |= changes;
            Add(new(startS, FaultKind.Crash, node));
            Add(new(endS, changes ? FaultKind.RestartNewAddress : FaultKind.RestartSameAddress, node));
            return;
        }

        weather.PrimaryIsolated = true;
        var isPartition = Happens(DrawPurposes.Partition, lossIndex, values[WeatherParameters.PartitionProbability]);
        Add(new(startS, FaultKind.IsolationStart, node));
        if (isPartition)
        {
            Add(new(startS, FaultKind.LinkDown, node));
        }

        Add(new(endS, FaultKind.IsolationEnd, node));
        if (isPartition)
        {
            Add(new(endS, FaultKind.LinkUp, node));
        }
    }

    private void LayOutDamage(double startS, ref readonly ParameterValues values, ref WeatherSummary weather)
    {
        weather.PayloadLost = Happens(DrawPurposes.PayloadLoss, 0, values[WeatherParameters.PayloadLossProbability]);
        if (weather.PayloadLost)
        {
            Add(new(startS + values[WeatherParameters.PayloadLossDelay], FaultKind.PayloadLoss));
        }

        weather.BaseNewer = Happens(DrawPurposes.BaseNewer, 0, values[WeatherParameters.BaseNewerProbability]);
        if (weather.BaseNewer)
        {
            var newerS = startS + values[WeatherParameters.BaseNewerDelay];
            Add(new(newerS, FaultKind.BaseNewerStart));
            Add(new(newerS + values[WeatherParameters.BaseNewer], FaultKind.BaseNewerEnd));
        }
    }
}
