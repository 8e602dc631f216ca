using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Evidence;
using Serjeant.Outside.Storage;
using Serjeant.Shell.Hosting;
using Shouldly;

namespace Serjeant.EndToEnd.Tests.Support;

/// <param name="Mark">A word that is in its files, its message, its title and address, and nowhere else.</param>
internal sealed record DoomedExhibit(long Id, string ManifestHash, string Mark)
{
    /// <summary>How a trace is found: the search index leaves out what a word's beginning has in common with its neighbour's.</summary>
    public byte[] Trace { get; } = Encoding.ASCII.GetBytes(Mark[^14..]);
}

/// <summary>Exhibits to be destroyed, each of many files and of a message, sealed off, in a pack; among messages enough to make the database's rewriting take its time.</summary>
internal static class DoomedExhibits
{
    private const int Files = 12;
    private const int Others = 2_500;

    public static async Task<IReadOnlyList<DoomedExhibit>> MakeAsync(SeededOffice office, int count, CancellationToken cancel)
    {
        var marks = Enumerable.Range(0, count).Select(_ => "qz" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(9))).ToList();
        await ImportAsync(office.Options.DataFolder, marks, cancel);
        await using var app = DeskHost.Build(office.Options);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SerjeantDb>();
        db.OfficeScope = office.OfficeId;
        await using var vault = await scope.ServiceProvider.GetRequiredService<OfficeVault>().OpenAsync(office.OfficeId, cancel);
        var by = await db.Users.SingleAsync(p => p.Id == office.PersonId, cancel);
        var made = new List<DoomedExhibit>();
        foreach (var mark in marks)
        {
            var files = new List<SealedFile>();
            var external = IdOf(mark);
            for (var i = 0; i < Files; i++)
                files.Add(new SealedFile(string.Create(CultureInfo.InvariantCulture, $"{i}.txt"), "text/plain", await vault.StoreAsync(Content(mark, i), cancel)));
            var draft = new ExhibitDraft("test:" + external, ExhibitSource.Upload, Provenance.SuppliedByPerson, $"About {mark}", "Supplied")
            {
                Files = files,
                Address = $"https://example.org/{mark}",
                MessageId = await db.Messages.Where(m => m.ExternalId == external).Select(m => m.Id).SingleAsync(cancel),
            };
            var exhibit = await scope.ServiceProvider.GetRequiredService<ExhibitMaker>().MakeAsync(vault, office.OfficeId, office.PersonId, draft, null, cancel);
            await PackAsync(db, vault, exhibit, mark, cancel);
            (await scope.ServiceProvider.GetRequiredService<Serjeant.Chapters.Cases.ChildImages.SealingOff>().SealAsync(exhibit.Id, by, cancel)).ShouldNotBeNull();
            made.Add(new DoomedExhibit(exhibit.Id, exhibit.ManifestHash, mark));
        }
        return made;
    }

    /// <summary>What in a folder holds the trace: files as they lie on the disk, and files of the vault opened with the office's key.</summary>
    public static async Task<IReadOnlyList<string>> TracesAsync(SeededOffice office, string folder, DoomedExhibit of, CancellationToken cancel)
    {
        SqliteConnection.ClearAllPools();
        var traces = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (await HoldsAsync(file, of, cancel))
                traces.Add(Path.GetRelativePath(folder, path));
        }
        var vault = new EvidenceVault(new DiskBlobs(Path.Combine(folder, "evidence")));
        await using var app = DeskHost.Build(office.Options);
        using var key = app.Services.GetRequiredService<VaultKeys>().Unlock(await WrappedAsync(office, cancel));
        await foreach (var blob in vault.ListAsync(key, cancel))
            await using (var content = await vault.OpenAsync(key, blob, cancel))
                if (await HoldsAsync(content, of, cancel))
                    traces.Add("evidence: " + blob.Sha256);
        return traces;
    }

    private static async Task<byte[]> WrappedAsync(SeededOffice office, CancellationToken cancel)
    {
        await using var db = office.Open();
        return await db.Offices.Where(o => o.Id == office.OfficeId).Select(o => o.EvidenceKey!).SingleAsync(cancel);
    }

    private static async Task<bool> HoldsAsync(Stream content, DoomedExhibit of, CancellationToken cancel)
    {
        using var all = new MemoryStream();
        await content.CopyToAsync(all, cancel);
        return all.GetBuffer().AsSpan(0, (int)all.Length).IndexOf(of.Trace) >= 0;
    }

    private static string IdOf(string mark) => mark[..8];

    private static byte[] Content(string mark, int number) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number}: ") + string.Join(' ', Enumerable.Repeat(mark, 2_000)));

    /// <summary>By the real command, so that the messages lie in the database as messages do.</summary>
    private static async Task ImportAsync(string folder, IReadOnlyList<string> marks, CancellationToken cancel)
    {
        var file = Path.Combine(folder, "in.ndjson");
        var others = new Random(1);
        var lines = Enumerable.Range(0, Others).Select(i => (Id: string.Create(CultureInfo.InvariantCulture, $"other-{i}"), Text: string.Join(' ', Enumerable.Range(0, 120).Select(_ => Word(others)))))
            .Concat(marks.Select(mark => (Id: IdOf(mark), Text: "Look at this " + string.Join(' ', Enumerable.Repeat(mark, 40)))));
        await File.WriteAllLinesAsync(file, lines.Select(l => $$"""{"id":"{{l.Id}}","text":"{{l.Text}}","author":"somebody"}"""), cancel);
        var (code, said) = await Command.RunAsync("import", file, "--data", folder, "--map", "text=text", "id=id", "author=author", "--platform", "x");
        code.ShouldBe(0, said);
        File.Delete(file);
    }

    private static string Word(Random random) => string.Create(5 + random.Next(4), random, (word, r) =>
    {
        foreach (ref var letter in word)
            letter = (char)('a' + r.Next(16));
    });

    private static async Task PackAsync(SerjeantDb db, OpenVault vault, Exhibit exhibit, string mark, CancellationToken cancel)
    {
        var blob = await vault.StoreAsync(Encoding.ASCII.GetBytes($"A pack with {mark}"), cancel);
        var (name, at) = ($"{exhibit.Id}.zip", exhibit.MadeAt.AddMilliseconds(1));
        db.Packs.Add(new Pack { OfficeId = exhibit.OfficeId, CaseId = 1, FileName = name, Hash = blob.Sha256, Bytes = blob.Length, Exhibits = 1, MadeById = exhibit.MadeById, MadeAt = at });
        db.CustodyEntries.Add(new CustodyEntry { OfficeId = exhibit.OfficeId, ExhibitId = exhibit.Id, Act = CustodyAct.Exported, Path = name, ById = exhibit.MadeById, At = at });
        await db.SaveChangesAsync(cancel);
    }
}
