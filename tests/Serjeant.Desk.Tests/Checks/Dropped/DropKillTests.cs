using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Serjeant.Data;
using Serjeant.Desk.Tests.Inbox.Import;
using Serjeant.Desk.Tests.Support;
using Serjeant.Desk.Tests.Team.Retention;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Checks.Dropped;

/// <summary>Kill -9 of the real program while it works through a drop folder: nothing twice, nothing lost.</summary>
[Collection(Alone.Name)]
public sealed class DropKillTests
{
    private const int Files = 120;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_desk_killed_twice_among_dropped_files_judges_each_once()
    {
        await using var drop = await DropDesk.StartAsync();
        var outside = Directory.CreateDirectory(Path.Combine(drop.Desk.DataFolder, "scans")).FullName;
        for (var i = 0; i < Files; i++)
            await File.WriteAllTextAsync(Path.Combine(outside, $"{i}.eml"), CheckDesk.Scam.Replace("Your account is", $"Number {i}: your account is", StringComparison.Ordinal), Cancel);
        string[] words = ["serve", "--drop-folder", $"{drop.Desk.OfficeId}={outside}", "--urls", $"http://localhost:{FreePort()}"];
        foreach (var enough in new[] { 5, 40 })
        {
            using var killed = ImportProgram.Start(drop.Desk, words);
            await WaitAsync(drop, enough, killed);
            await killed.KillAsync();
        }
        using var last = ImportProgram.Start(drop.Desk, words);
        await WaitAsync(drop, Files, last);
        using var patience = new CancellationTokenSource(Patience);
        while (Directory.EnumerateFiles(Path.Combine(outside, "done")).Count() < Files)
            await Task.Delay(50, patience.Token);
        await last.KillAsync();

        var subjects = await drop.Desk.WithDbAsync(db => db.MessageChecks.Select(c => c.Subject).ToListAsync(Cancel));
        subjects.Count.ShouldBe(Files);
        subjects.Distinct().Count().ShouldBe(Files);
        Directory.EnumerateFiles(outside, "*.eml").ShouldBeEmpty();
        Directory.EnumerateFiles(Path.Combine(outside, ".taking")).ShouldBeEmpty();
        (await drop.Desk.LedgerAsync("message.checked")).Count.ShouldBe(Files);
    }

    private static async Task WaitAsync(DropDesk drop, int enough, ImportProgram program)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await drop.Desk.WithDbAsync(db => db.MessageChecks.CountAsync()) < enough)
        {
            program.IsRunning.ShouldBeTrue("The program ended before it could be killed.");
            await Task.Delay(20, patience.Token);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
