using System.Globalization;
using WalSweep.Benchmarks.Regression;
using WalSweep.Cli;

// Numbers are written and read the same way everywhere.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return RegressionCommand.Run(args, Streams.OfProcess(), Environment.CurrentDirectory);
