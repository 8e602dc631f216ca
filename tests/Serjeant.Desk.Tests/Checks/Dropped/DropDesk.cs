using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Checks.Dropped;
using Serjeant.Data;
using Serjeant.Desk.Tests.Support;
using Serjeant.Workers;

namespace Serjeant.Desk.Tests.Checks.Dropped;

/// <summary>A desk with a drop folder that is switched on, and a clock to let files settle.</summary>
internal sealed class DropDesk : IAsyncDisposable
{
    private DropDesk(TestDesk desk, TestClock clock) => (Desk, Clock) = (desk, clock);

    public TestDesk Desk { get; }
    public TestClock Clock { get; }

    /// <param name="more">What else is different about the desk.</param>
    public static async Task<DropDesk> StartAsync(bool set = true, Action<WebApplicationBuilder>? more = null)
    {
        var clock = new TestClock();
        var desk = await TestDesk.StartAsync(builder =>
        {
            clock.Use(builder);
            more?.Invoke(builder);
        });
        var drop = new DropDesk(desk, clock);
        if (set)
            await CheckDesk.InScopeAsync(desk, null, async services => await services.GetRequiredService<DropFolders>().SaveAsync(await CheckDesk.PersonAsync(services, Role.Manager), "mail", default));
        return drop;
    }

    public string At(string name) => Path.Combine(Desk.DataFolder, "drop", $"{Desk.OfficeId}", "mail", name);

    /// <summary>Every file that lies there, by its way from the folder.</summary>
    public string[] Names() => [.. Directory.EnumerateFiles(At(""), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(At(""), f)).Order(StringComparer.Ordinal)];

    /// <summary>One turn of the worker.</summary>
    public Task<int> TurnAsync()
    {
        var worker = ActivatorUtilities.CreateInstance<DropFolderWorker>(Desk.App.Services);
        return worker.RunAllAsync(CancellationToken.None);
    }

    /// <summary>Looks, waits until what is there counts as whole, and looks again.</summary>
    public async Task<int> SettledTurnAsync()
    {
        var first = await TurnAsync();
        Clock.Now += DropSightings.Settles;
        return first + await TurnAsync();
    }

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
