using System.Globalization;
using WalSweep.Cli;
using WalSweep.Mutants;

// Numbers are written and read the same way everywhere.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return MutantCommand.Run(args, Streams.OfProcess(), Environment.CurrentDirectory);
