using FsCheck;

namespace WalSweep.Tests.Counting;

/// <summary>One fixed seed for the properties of these folders; FsCheck prints it with a counterexample.</summary>
internal static class Seeds
{
    public static readonly FsCheck.Config Fixed = FsCheck.Config.QuickThrowOnFailure.WithReplay(20_250_101UL, 7_919UL).WithMaxTest(200);
}
