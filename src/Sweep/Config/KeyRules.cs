namespace WalSweep.Sweep.Config;

/// <summary>What every JSON object of a configuration is held to: known keys only, and all that are required.</summary>
internal static class KeyRules
{
    /// <summary>Checks that a value is an object with no key but the known ones.</summary>
    /// <param name="errors">Gathers what is wrong.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">Its path.</param>
    /// <param name="known">The keys it may have.</param>
    /// <param name="required">Those it must have.</param>
    /// <param name="elsewhere">Where an unknown key belongs instead, if that is known.</param>
    /// <returns>Whether all is well.</returns>
    public static bool CheckKeys(
        this ErrorList errors,
        LocatedValue value,
        string path,
        IReadOnlyCollection<string> known,
        IReadOnlyCollection<string>? required = null,
        Func<string, string?>? elsewhere = null)
    {
        if (value.Kind != JsonKind.Object)
        {
            var keys = required is { Count: > 0 } ? $" with {string.Join(", ", required)}" : "";
            errors.Add(value.Place, path, $"expected an object{keys}, found {value.Describe()}");
            return false;
        }

        var sound = true;
        foreach (var member in value.Members)
        {
            if (!known.Contains(member.Key))
            {
                sound = false;
                var hint = errors.IsFull ? "" : elsewhere?.Invoke(member.Key) ?? NearestKey.Hint(member.Key, known);
                errors.Add(member.Place, path, $"unknown key {LocatedValue.Quote(member.Key)}{hint}");
            }
        }

        foreach (var key in required ?? [])
        {
            if (value.Find(key) is null)
            {
                sound = false;
                errors.Add(value.Place, path, $"the key {LocatedValue.Quote(key)} is missing");
            }
        }

        return sound;
    }
}
