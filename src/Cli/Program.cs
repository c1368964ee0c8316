using System.Globalization;
using WalSweep.Cli;
using WalSweep.Sweep.Results;

// Numbers are written and read the same way everywhere.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
FileSizeLimit.LetWritesFail();
return CommandLine.Run(args, Streams.OfProcess());
