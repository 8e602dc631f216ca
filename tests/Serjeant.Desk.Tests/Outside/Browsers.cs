using Serjeant.Outside.Chromium;

[assembly: AssemblyFixture(typeof(Serjeant.Desk.Tests.Outside.Browsers))]

namespace Serjeant.Desk.Tests.Outside;

/// <summary>One real browser for all tests that need one, started by the first of them.</summary>
public sealed class Browsers : IAsyncLifetime
{
    public ChromiumHost Host { get; private set; } = null!;

    /// <summary>As production finds it, but allowed to run as root where the tests do.</summary>
    public static ChromiumOptions Options { get; } = ChromiumOptions.FromEnvironment() with { NoSandbox = Environment.IsPrivilegedProcess };

    public ValueTask InitializeAsync()
    {
        if (Options.NoSandbox)
            Environment.SetEnvironmentVariable("SERJEANT_TEST_NO_SANDBOX", "1");
        Host = new ChromiumHost(Options, TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
