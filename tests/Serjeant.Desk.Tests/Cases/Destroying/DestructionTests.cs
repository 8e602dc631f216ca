using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Cases.Packs;
using Serjeant.Data;
using Serjeant.Desk.Tests.Commands;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Outside.Storage;
using Serjeant.Desk.Tests.Support;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Hosting;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Cases.Destroying;

/// <summary>A sealed-off exhibit is destroyed, and neither the desk nor a purged or restored backup holds a byte of it.</summary>
public sealed class DestructionTests
{
    private const string Marker = "zebrafinchwords";
    private static readonly Dictionary<string, string> Order = new()
    {
        ["InstructedBy"] = "Exampleshire Police",
        ["Reference"] = "EX/4711",
        ["Why"] = "They have their copy",
    };

    [Fact]
    public async Task After_the_second_press_nothing_of_it_is_in_the_data_folder_and_the_record_stays()
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await SealedOffAsync(desk);
        var browser = await desk.SignedInAsync(Role.Manager);
        (await HeldAsync(desk, desk.DataFolder)).ShouldNotBeEmpty("the test must be able to find it");

        await DestroyAsync(desk, browser, exhibit);

        (await HeldAsync(desk, desk.DataFolder)).ShouldBeEmpty();
        (await desk.WithDbAsync(db => db.DoomedBlobs.CountAsync())).ShouldBe(0);
        var row = await desk.WithDbAsync(db => db.Destructions.Include(d => d.Blobs).SingleAsync());
        row.Blobs.Select(b => b.Hash).ShouldBe(exhibit.Files.Select(f => f.Hash).Append(await PackHashAsync(exhibit)).Distinct(), ignoreOrder: true);
        (row.InstructedBy, row.Reference, row.Packs, row.PacksFetched).ShouldBe(("Exampleshire Police", "EX/4711", 1, 0));
        (await desk.WithDbAsync(db => db.Packs.CountAsync())).ShouldBe(0);
        var leaf = await desk.WithDbAsync(db => db.LedgerEntries.SingleAsync(e => e.Action == "exhibit.destroyed"));
        Encoding.UTF8.GetString(leaf.Leaf).ShouldContain(exhibit.ManifestHash);
        var page = await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id));
        page.Body!.TextContent.ShouldContain("Exampleshire Police, reference EX/4711");
        page.Body.TextContent.ShouldContain(exhibit.Files[0].Hash);
        page.QuerySelector("#custody")!.TextContent.ShouldContain("Destroyed");
        (await browser.PageAsync(CasesLinks.Case(1))).Body!.TextContent.ShouldContain($"Exhibit {exhibit.Label} destroyed. Exampleshire Police, EX/4711: They have their copy");
    }

    [Fact]
    public async Task A_backup_says_that_it_holds_it_until_it_is_purged_and_then_holds_nothing()
    {
        await using var desk = await TestDesk.StartAsync();
        using var folder = new TemporaryFolder();
        var backup = folder.File("autumn");
        var exhibit = await SealedOffAsync(desk);
        using (var flushes = new Flushes(folder.Path))
        {
            (await CommandLine.RunAsync(["backup", "make", backup, .. Arguments(desk)])).Code.ShouldBe(0);
            flushes.Paths.ShouldBe([.. Flushes.AllOf(backup).Select(p => Path.Combine(backup, p)), backup, folder.Path], ignoreOrder: true);
        }
        (await HeldAsync(desk, backup)).ShouldNotBeEmpty();
        var browser = await desk.SignedInAsync(Role.Manager);
        await DestroyAsync(desk, browser, exhibit);
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id))).QuerySelector("#backups li")!.TextContent.ShouldContain("autumn");

        var purged = await CommandLine.RunAsync(["backup", "purge", backup, .. Arguments(desk)]);

        purged.Code.ShouldBe(0, purged.Error);
        (await HeldAsync(desk, backup)).ShouldBeEmpty();
        (await CommandLine.RunAsync(["backup", "purge", backup, .. Arguments(desk)])).Code.ShouldBe(0);
        (await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id))).QuerySelector("#backups li").ShouldBeNull();
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "exhibit.purged-from-backup"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_backup_of_a_desk_with_no_evidence_left_is_a_backup_and_a_folder_of_something_else_is_none()
    {
        await using var desk = await TestDesk.StartAsync();
        using var folder = new TemporaryFolder();
        var exhibit = await SealedOffAsync(desk);
        await DestroyAsync(desk, await desk.SignedInAsync(Role.Manager), exhibit);
        (await CommandLine.RunAsync(["backup", "make", folder.File("empty"), .. Arguments(desk)])).Code.ShouldBe(0);
        Directory.Exists(Path.Combine(folder.File("empty"), "evidence")).ShouldBeFalse();
        Directory.CreateDirectory(folder.File("photos"));

        (await CommandLine.RunAsync(["backup", "purge", folder.File("empty"), .. Arguments(desk)])).Code.ShouldBe(0);
        var other = await CommandLine.RunAsync(["backup", "purge", folder.File("photos"), .. Arguments(desk)]);

        (other.Code, Directory.EnumerateFileSystemEntries(folder.File("photos")).Count()).ShouldBe((2, 0));
        other.Error.ShouldContain("is no backup of a desk");
    }

    [Fact]
    public async Task A_desk_opened_from_an_older_backup_destroys_it_again_by_the_list()
    {
        if (TestDatabases.OnPostgres)
            return; // The backup's database is a dump there; what a start does is the same.
        await using var desk = await TestDesk.StartAsync();
        using var folder = new TemporaryFolder();
        var backup = folder.File("autumn");
        var exhibit = await SealedOffAsync(desk);
        (await CommandLine.RunAsync(["backup", "make", backup, .. Arguments(desk)])).Code.ShouldBe(0);
        await DestroyAsync(desk, await desk.SignedInAsync(Role.Manager), exhibit);
        File.Copy(Path.Combine(desk.DataFolder, "destroyed.json"), Path.Combine(backup, "destroyed.json"));

        await using (var restored = DeskHost.Build(new DeskOptions(backup, null) { RunWorkers = false }))
        {
            await DeskStart.PrepareAsync(restored, TestContext.Current.CancellationToken);
            await using var scope = restored.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
            db.OfficeScope = desk.OfficeId;
            (await db.Exhibits.SingleAsync(e => e.Id == exhibit.Id)).DestroyedAt.ShouldNotBeNull();
            (await db.Destructions.SingleAsync()).Reference.ShouldBe("EX/4711");
        }

        (await HeldAsync(desk, backup)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_another_exhibit_holds_too_stays_and_is_told_before()
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await SealedOffAsync(desk);
        var shared = exhibit.Files.Single(f => f.Path == "text.txt");
        await desk.WithDbAsync(db =>
        {
            db.Exhibits.Add(new Exhibit
            {
                OfficeId = desk.OfficeId,
                Key = "upload:same",
                Label = "TP/77",
                Title = "The same",
                Source = ExhibitSource.Upload,
                Outcome = "Supplied",
                ManifestHash = new string('0', 64),
                MadeAt = exhibit.MadeAt,
                Files = [new ExhibitFile { OfficeId = desk.OfficeId, Path = "a.txt", MediaType = "text/plain", Bytes = shared.Bytes, Hash = shared.Hash }],
            });
            return db.SaveChangesAsync();
        });
        var browser = await desk.SignedInAsync(Role.Manager);
        (await browser.PageAsync(CasesLinks.Destroy(exhibit.Id))).Body!.TextContent.ShouldContain("also in TP/77");

        await DestroyAsync(desk, browser, exhibit);

        await using var vault = await VaultAsync(desk);
        (await vault.ExistsAsync(new BlobRef(shared.Hash, shared.Bytes), CancellationToken.None)).ShouldBeTrue();
        foreach (var file in exhibit.Files.Where(f => f.Hash != shared.Hash))
            (await vault.RemainsAsync(new BlobRef(file.Hash, file.Bytes), CancellationToken.None)).ShouldBeFalse(file.Path);
    }

    [Fact]
    public async Task One_that_is_not_sealed_off_can_not_be_destroyed_and_one_that_is_can_not_be_fetched_in_a_pack()
    {
        await using var desk = await TestDesk.StartAsync();
        var exhibit = await SealedOffAsync(desk);
        var pack = await desk.WithDbAsync(db => db.Packs.SingleAsync());
        var browser = await desk.SignedInAsync(Role.Manager);
        await using (var scope = desk.App.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<SerjeantDb>().OfficeScope = desk.OfficeId;
            (await scope.ServiceProvider.GetRequiredService<PackDownloads>().FindAsync(1, pack.Id, CancellationToken.None)).ShouldBeNull();
        }
        var form = await browser.PageAsync(CasesLinks.Destroy(exhibit.Id));
        var second = await TestBrowser.ReadAsync(await browser.SubmitAsync(form, "#destroy", Order));
        await browser.SubmitAsync(second, "#destroy", new Dictionary<string, string> { ["Label"] = "TP/99" }, "button[formaction*='Destroy']").ShouldBeRefusedAtAsync("Label");
        await desk.WithDbAsync(db => db.Exhibits.ExecuteUpdateAsync(s => s.SetProperty(e => e.SealedOffAt, (DateTimeOffset?)null)));

        (await browser.SubmitAsync(second, "#destroy", new Dictionary<string, string> { ["Label"] = exhibit.Label }, "button[formaction*='Destroy']"))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await desk.WithDbAsync(db => db.Destructions.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Over_another_store_than_the_disk_an_exhibit_is_kept_read_and_destroyed()
    {
        var store = new MemoryBlobs();
        await using var desk = await TestDesk.StartAsync(builder => builder.Services.AddSingleton<IBlobStore>(store));
        var exhibit = await SealedOffAsync(desk);
        await desk.CaseAsync("Stays", [await desk.MessageAsync("Another message")]);
        var stays = await desk.WithDbAsync(db => db.Exhibits.Include(e => e.Files).SingleAsync(e => e.Id != exhibit.Id));
        store.Count.ShouldBe(exhibit.Files.Concat(stays.Files).Select(f => f.Hash).Distinct().Count() + 1, "and the pack");

        await DestroyAsync(desk, await desk.SignedInAsync(Role.Manager), exhibit);

        store.Count.ShouldBe(stays.Files.Select(f => f.Hash).Distinct().Count());
        await using var vault = await VaultAsync(desk);
        var words = new List<string>();
        foreach (var blob in stays.Files.Select(f => new BlobRef(f.Hash, f.Bytes)))
        {
            (await vault.IsWholeAsync(blob, CancellationToken.None)).ShouldBeTrue();
            using var reader = new StreamReader(await vault.OpenAsync(blob, CancellationToken.None));
            words.Add(await reader.ReadToEndAsync());
        }
        words.ShouldContain(w => w.Contains("Another message"));
        Directory.EnumerateFiles(Path.Combine(desk.DataFolder, "evidence"), "*", SearchOption.AllDirectories).ShouldBeEmpty("nothing goes round the seam");
    }

    private static async Task DestroyAsync(TestDesk desk, TestBrowser browser, Exhibit exhibit)
    {
        var second = await TestBrowser.ReadAsync(await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Destroy(exhibit.Id)), "#destroy", Order));
        (await desk.WithDbAsync(db => db.Destructions.CountAsync())).ShouldBe(0, "one press destroys nothing");
        await browser.SubmitAsync(second, "#destroy", new Dictionary<string, string> { ["Label"] = exhibit.Label }, "button[formaction*='Destroy']")
            .ShouldGoToAsync(CasesLinks.Exhibit(exhibit.Id));
    }

    /// <summary>An exhibit of a message, in a pack, sealed off.</summary>
    internal static async Task<Exhibit> SealedOffAsync(TestDesk desk)
    {
        await desk.CaseAsync("Threats", [await desk.MessageAsync($"Look at this {Marker}")]);
        await using var vault = await VaultAsync(desk);
        var exhibit = await desk.WithDbAsync(db => db.Exhibits.Include(e => e.Files).SingleAsync());
        var blob = await vault.StoreAsync(Encoding.UTF8.GetBytes($"a pack with {Marker} of {exhibit.Label}"), CancellationToken.None);
        await desk.WithDbAsync(db =>
        {
            var at = exhibit.MadeAt.AddMinutes(1);
            db.Packs.Add(new Pack { OfficeId = desk.OfficeId, CaseId = exhibit.CaseId ?? 1, FileName = "C-1.zip", Hash = blob.Sha256, Bytes = blob.Length, Exhibits = 1, MadeById = 1, MadeAt = at });
            db.CustodyEntries.Add(new CustodyEntry { OfficeId = desk.OfficeId, ExhibitId = exhibit.Id, Act = CustodyAct.Exported, Path = "C-1.zip", ById = 1, At = at });
            return db.SaveChangesAsync();
        });
        var browser = await desk.SignedInAsync(Role.Moderator);
        await browser.SubmitAsync(await browser.PageAsync(CasesLinks.Exhibit(exhibit.Id)), "#seal-off").ShouldGoToAsync(CasesLinks.Exhibit(exhibit.Id));
        return exhibit;
    }

    private static Task<string> PackHashAsync(Exhibit exhibit) => Task.FromResult(Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"a pack with {Marker} of {exhibit.Label}"))));

    /// <summary>Every file of a folder that holds the marked words: as it lies on the disk, or inside a file of the vault opened with the office's key.</summary>
    internal static async Task<List<string>> HeldAsync(TestDesk desk, string folder)
    {
        SqliteConnection.ClearAllPools();
        var wrapped = await desk.WithDbAsync(db => db.Offices.Where(o => o.Id == desk.OfficeId).Select(o => o.EvidenceKey!).SingleAsync());
        using var key = desk.App.Services.GetRequiredService<VaultKeys>().Unlock(wrapped);
        var held = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (await HoldsAsync(file))
                held.Add(path);
        }
        var vault = new EvidenceVault(new DiskBlobs(Path.Combine(folder, "evidence")));
        await foreach (var blob in vault.ListAsync(key, CancellationToken.None))
            await using (var content = await vault.OpenAsync(key, blob, CancellationToken.None))
                if (await HoldsAsync(content))
                    held.Add(blob.Sha256);
        return held;
    }

    private static async Task<bool> HoldsAsync(Stream content)
    {
        using var all = new MemoryStream();
        await content.CopyToAsync(all);
        return all.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Marker)) >= 0;
    }

    private static async Task<OpenVault> VaultAsync(TestDesk desk)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OfficeVault>().OpenAsync(desk.OfficeId, CancellationToken.None);
    }

    internal static string[] Arguments(TestDesk desk) =>
        desk.App.Services.GetRequiredService<DeskOptions>() is { Postgres: { } db } ? ["--data", desk.DataFolder, "--db", db] : ["--data", desk.DataFolder];
}
