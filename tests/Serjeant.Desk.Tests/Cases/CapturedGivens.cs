using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Team.Keys;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside.Pictures;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>Exhibits as a capture leaves them, made without a browser: a web archive signed by the office, a picture, the text.</summary>
internal static class CapturedGivens
{
    public const string Address = "https://social.example/@a/1", Words = "You will regret this, Ann.";
    private static readonly DateTimeOffset At = new(2026, 3, 4, 12, 30, 5, TimeSpan.Zero);

    /// <param name="holds">Its files; null for all that a capture makes.</param>
    public static async Task<Exhibit> CapturedAsync(
        this TestDesk desk, int number, string outcome = "Captured", string address = Address, IReadOnlyList<(string Path, byte[] Bytes)>? holds = null)
    {
        var person = await desk.PersonAsync(Role.Moderator);
        var caseId = await desk.WithDbAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync());
        var wacz = await desk.WithAsync<OfficeSigningKeys, byte[]>(async keys =>
        {
            using var key = await keys.OpenAsync(desk.OfficeId, CancellationToken.None);
            return await WaczAsync(key.Key);
        });
        var id = await desk.WithAsync<OfficeVault, long>(async vaults =>
        {
            await using var vault = await vaults.OpenAsync(desk.OfficeId, CancellationToken.None);
            var files = new List<SealedFile>();
            foreach (var (path, bytes) in holds ?? [.. Files(wacz)])
                files.Add(new SealedFile(path, MediaTypes.Of(path), await vault.StoreAsync(bytes, CancellationToken.None)));
            var draft = new ExhibitDraft($"capture:{Guid.NewGuid():N}", ExhibitSource.ServerCapture, Provenance.SeenByServer, $"Page at {address}", outcome)
            {
                Files = files,
                CaseId = caseId,
                Address = address,
                SeenSignedOut = outcome == "Captured" ? true : null,
            };
            return await desk.WithAsync<ExhibitMaker, long>(async maker => (await maker.MakeAsync(vault, desk.OfficeId, person, draft, null, CancellationToken.None)).Id);
        });
        return await desk.WithDbAsync(db => db.Exhibits.AsNoTracking().Include(e => e.Files).SingleAsync(e => e.Id == id));
    }

    public static async Task<byte[]> WaczAsync(ECDsa? key)
    {
        using var warc = new MemoryStream();
        var writer = new WarcWriter(warc, Guid.NewGuid);
        var none = CancellationToken.None;
        await writer.InfoAsync(At, [("software", "Serjeant 0.1.0")], none);
        await writer.ExchangeAsync(new WarcExchange(
            Address, At, IPAddress.Parse("192.0.2.7"), new RecordedRequest("GET", [new("User-Agent", "Chromium")], null),
            new RecordedResponse(200, "OK", [new("Content-Type", "text/html; charset=utf-8")], WarcBody.Of(Encoding.UTF8.GetBytes($"<!doctype html><title>A post</title><p>{Words}"))), "h2"), none);
        using var zip = new MemoryStream();
        var wacz = new WaczWriter(zip, new WaczInfo("A post", null, At, "Serjeant 0.1.0", key));
        await wacz.AddArchiveAsync("post.warc.gz", _ => ValueTask.FromResult<Stream>(new MemoryStream(warc.ToArray(), writable: false)), writer.Entries, none);
        await wacz.FinishAsync([new WaczPage(Guid.NewGuid(), Address, At, "A post", Words)], none);
        return zip.ToArray();
    }

    private static IEnumerable<(string Path, byte[] Bytes)> Files(byte[] wacz)
    {
        yield return (TimeStampFiles.ArchiveFile, wacz);
        yield return ("post/page.png", TestPng.Make(64, 48, (x, y) => ((byte)(x * 3), (byte)(y * 4), 7)));
        yield return ("post/page.txt", Encoding.UTF8.GetBytes(Words));
        yield return ("post/page.html", Encoding.UTF8.GetBytes($"<p>{Words}"));
    }
}
