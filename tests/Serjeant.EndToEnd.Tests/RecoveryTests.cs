using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.EndToEnd.Tests.Support;
using Serjeant.Evidence;
using Serjeant.Shell.Hosting;
using Shouldly;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

/// <summary>The rehearsal: the first machine is gone with its key ring; a backup without keys and the printed sheet are left.</summary>
public sealed class RecoveryTests : IDisposable
{
    private const string Words = "You will regret this, and everybody with you.";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly string root = Directory.CreateTempSubdirectory("serjeant-e2e-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task The_real_program_opens_an_exhibit_from_a_backup_with_nothing_but_the_recovery_key()
    {
        var first = await SeededOffice.MakeAsync(Path.Combine(root, "first"), Cancel);
        var exhibit = await ExhibitAsync(first);
        var backup = Path.Combine(root, "backup");
        (await Command.RunAsync("backup", "make", backup, "--data", first.Options.DataFolder)).Code.ShouldBe(0);
        SqliteConnection.ClearAllPools();
        Directory.Delete(first.Options.DataFolder, recursive: true);
        var second = Path.Combine(root, "second");
        Directory.Move(backup, second);
        Directory.Delete(Path.Combine(second, "keys"), recursive: true);
        // It needs nothing of the evidence's keys.
        var secret = await (first with { Options = new DeskOptions(second, null) }).SignInAsync(Cancel);

        await using (var without = await DeskProcess.StartAsync(second))
            (await PageAsync(without, secret, exhibit.Id)).ShouldContain("can’t be read from the evidence store");
        (await RecoverAsync(second, "AAAA" + first.Sheet.ToPrintedText()[4..])).Code.ShouldBe(2);
        (await RecoverAsync(second, Serjeant.Outside.Storage.RecoveryKey.Create().ToPrintedText())).Code.ShouldBe(1);
        var recovered = await RecoverAsync(second, first.Sheet.ToPrintedText().ToLowerInvariant());

        recovered.Code.ShouldBe(0, recovered.Said);
        recovered.Said.ShouldContain("Alex Example");
        await using var desk = await DeskProcess.StartAsync(second);
        var page = await PageAsync(desk, secret, exhibit.Id);
        page.ShouldNotContain("can’t be read from the evidence store");
        var folder = Directory.CreateDirectory(Path.Combine(root, "out")).FullName;
        foreach (var file in exhibit.Files)
        {
            var bytes = await DownloadAsync(desk, secret, exhibit.Id, file.Id);
            Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(file.Hash);
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, bytes, Cancel);
        }
        File.ReadAllText(Path.Combine(folder, "text.txt")).ShouldBe(Words);
        var verified = await Command.RunAsync("verify", folder);
        verified.Code.ShouldBe(0, verified.Said);
    }

    private static async Task<Exhibit> ExhibitAsync(SeededOffice office)
    {
        await using var app = DeskHost.Build(office.Options);
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<SerjeantDb>().OfficeScope = office.OfficeId;
        await using var vault = await scope.ServiceProvider.GetRequiredService<OfficeVault>().OpenAsync(office.OfficeId, Cancel);
        var blob = await vault.StoreAsync(Encoding.UTF8.GetBytes(Words), Cancel);
        return await scope.ServiceProvider.GetRequiredService<ExhibitMaker>().MakeAsync(vault, office.OfficeId, office.PersonId,
            new ExhibitDraft("upload:rehearsal", ExhibitSource.Upload, Provenance.SuppliedByPerson, "A note", "Supplied") { Files = [new SealedFile("text.txt", "text/plain", blob)] }, null, Cancel);
    }

    private static async Task<(int Code, string Said)> RecoverAsync(string folder, string typed) =>
        await Command.TypeAsync(typed + "\n", "recover", "--data", folder);

    private static async Task<string> PageAsync(DeskProcess desk, string secret, long exhibit)
    {
        using var browser = new DeskBrowser(desk, secret);
        return await browser.PageAsync($"/cases/exhibits/{exhibit}", Cancel);
    }

    private static async Task<byte[]> DownloadAsync(DeskProcess desk, string secret, long exhibit, long file)
    {
        using var browser = new DeskBrowser(desk, secret);
        using var answer = await browser.SendAsync($"/cases/exhibits/{exhibit}", "Download",
            new Dictionary<string, string> { ["FileId"] = file.ToString(System.Globalization.CultureInfo.InvariantCulture), ["Why"] = "" }, Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsByteArrayAsync(Cancel);
    }
}
