using System.Globalization;
using WalSweep.Cli;

// Numbers are written and read the same way everywhere.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Interruption.LetLargeWritesFail();
return CommandLine.Run(args, Streams.OfProcess());
