using Microsoft.Playwright;
using Xunit;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>One demonstration and one browser for a class whose tests only look.</summary>
public sealed class OpenDemo : IAsyncLifetime
{
    private DeskProcess desk = null!;
    private Chromium chromium = null!;

    public string Address => desk.Address;

    public IBrowser Browser => chromium.Browser;

    public async ValueTask InitializeAsync()
    {
        desk = await DeskProcess.StartAsync(null, null, "--demo");
        chromium = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        await desk.DisposeAsync();
    }
}
