using Microsoft.Playwright;
using Xunit;

namespace Serjeant.EndToEnd.Tests.Support;

/// <summary>One demonstration for a class whose tests don't mind what the others did there, and a site that it may open.</summary>
public sealed class OpenDemo : IAsyncLifetime
{
    private DeskProcess desk = null!;
    private Chromium chromium = null!;

    public string Address => desk.Address;

    public string Folder => desk.Folder;

    public FakePlatform Platform { get; private set; } = null!;

    public IBrowser Browser => chromium.Browser;

    public async ValueTask InitializeAsync()
    {
        Platform = await FakePlatform.StartAsync();
        desk = await DeskProcess.StartAsync(null, null, "--demo", "--allow", Platform.HostAndPort);
        chromium = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        await desk.DisposeAsync();
        await Platform.DisposeAsync();
    }
}
