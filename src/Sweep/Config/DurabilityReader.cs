using System.Globalization;
using WalSweep.Engine;
using WalSweep.Sweep.Sampling;
using WalSweep.Sweep.Space;

namespace WalSweep.Sweep.Config;

/// <summary>Reads who must hold a write: a mode, or a choice of modes.</summary>
internal sealed class DurabilityReader(ErrorList errors, SpecReader specs)
{
    private const string _choicePath = $"{ConfigKeys.Durability}.{SpecReader.Choice}";

    /// <summary>What is given, or the default where nothing is.</summary>
    public DurabilitySpec Read(LocatedValue? given)
    {
        if (given is not { Kind: JsonKind.Object })
        {
            return new(errors.ReadDurability(given));
        }

        var choice = errors.CheckKeys(given, ConfigKeys.Durability, [SpecReader.Choice], required: [SpecReader.Choice]) ? given.Find(SpecReader.Choice)! : null;
        return choice is null ? new(default(Durability)) : ReadChoice(choice);
    }

    private DurabilitySpec ReadChoice(LocatedValue choice)
    {
        if (!specs.ReadChoiceForm(choice, _choicePath, FieldRules.DescribeDurability, out var items, out var weights))
        {
            return new(default(Durability));
        }

        var known = ConfigKeys.DurabilityModes.Select(mode => mode.Word);
        var areModes = items.All(item => item.Kind == JsonKind.Text && known.Contains(item.Text));
        var modes = items.Select((item, index) => errors.ReadDurability(item, string.Create(CultureInfo.InvariantCulture, $"{_choicePath}[{index}]"))).ToArray();
        try
        {
            return areModes ? new(modes, weights) : new(default(Durability));
        }
        catch (DistributionException refusal)
        {
            errors.Add(choice.Place, _choicePath, refusal.Say(number => Spelling.Of((Durability)number)));
            return new(default(Durability));
        }
    }
}
