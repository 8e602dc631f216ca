using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serjeant.Data;
using Serjeant.Shell.Hosting;

namespace Serjeant.Desk.Tests.Support;

/// <summary>
/// The real desk on a database of its own, served in memory. SERJEANT_TEST_DB=postgres runs the same tests on PostgreSQL.
/// Two offices are there from the start, so that every test can try the other one's ids.
/// </summary>
public sealed class TestDesk : IAsyncDisposable
{
    private readonly string folder;

    private TestDesk(WebApplication app, string folder)
    {
        App = app;
        this.folder = folder;
    }

    public WebApplication App { get; }
    public long OfficeId { get; private set; }
    public long OtherOfficeId { get; private set; }
    public string DataFolder => folder;

    public static async Task<TestDesk> StartAsync(Action<WebApplicationBuilder>? adjust = null)
    {
        var folder = Directory.CreateTempSubdirectory("serjeant-test-").FullName;
        var app = DeskHost.Build(await TestDatabases.NewAsync(folder), builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Logging.ClearProviders();
            SharedDescriptions.Add(builder);
            adjust?.Invoke(builder);
        });
        await app.StartAsync();
        var desk = new TestDesk(app, folder);
        (desk.OfficeId, desk.OtherOfficeId) = (await TestOffices.AddAsync(desk, "Alex Example"), await TestOffices.AddAsync(desk, "Blair Other"));
        return desk;
    }

    /// <summary>Work on the database as the program would, seeing one office's rows.</summary>
    public async Task<T> WithDbAsync<T>(Func<SerjeantDb, Task<T>> work, long? officeId = null)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
        db.OfficeScope = officeId ?? OfficeId;
        return await work(db);
    }

    /// <summary>A browser that is not signed in.</summary>
    public TestBrowser Browser() => new(App.GetTestServer());

    /// <summary>A browser signed in as the person who has this role.</summary>
    public async Task<TestBrowser> SignedInAsync(Role role, long? officeId = null)
    {
        var browser = Browser();
        browser.Cookies.Add("serjeant", await TestOffices.OpenSessionAsync(this, officeId ?? OfficeId, role));
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await TestDatabases.DropAsync(folder);
        Directory.Delete(folder, recursive: true);
    }
}
