using WalSweep.Benchmarks;

return Tables.Run(args);
