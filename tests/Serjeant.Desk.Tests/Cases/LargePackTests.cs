using System.Diagnostics;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Data;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>A pack of many large exhibits, made and fetched as a person does it: the memory stays flat, the time grows with the bytes.</summary>
public sealed class LargePackTests(Browsers browsers)
{
    private const long Mega = 1024 * 1024;
    private const long MostGrowth = 64 * Mega;

    /// <summary>Ten gigabytes when a soak is asked for.</summary>
    private static (int Exhibits, long Bytes) Size => Environment.GetEnvironmentVariable("SERJEANT_SOAK") == "1" ? (20, 512 * Mega) : (10, 30 * Mega);

    [Fact]
    public async Task It_is_made_and_sent_plain_and_encrypted_in_flat_memory_and_linear_time()
    {
        await using var desk = await TestDesk.StartAsync(builder => builder.Services.AddSingleton(browsers.Host));
        var number = await desk.CaseAsync("Threats");
        var (count, bytes) = Size;
        for (var i = 0; i < count; i++)
            await ExhibitAsync(desk, number, i, bytes);
        var browser = await desk.SignedInAsync(Role.Moderator);

        // One exhibit against all of them: the fixed part, Chromium's, is in both.
        var (one, _) = await MakeAsync(browser, number, 1);
        var (all, growth) = await MakeAsync(browser, number, count);
        growth.ShouldBeLessThan(MostGrowth);
        all.ShouldBeLessThan(one * count * 2 + TimeSpan.FromSeconds(5));
        var pack = await desk.WithDbAsync(db => db.Packs.AsNoTracking().OrderByDescending(p => p.Id).FirstAsync());
        pack.Bytes.ShouldBeGreaterThan(count * bytes);

        var form = $"#download-{pack.Id}";
        var page = await browser.PageAsync(CasesLinks.Pack(number));
        using (var plain = await browser.SubmitAsync(page, form, null, form + " button", until: HttpCompletionOption.ResponseHeadersRead))
            (await ReadAsync(plain, pack.Bytes)).ShouldBe(pack.Hash);
        var asked = await TestBrowser.ReadAsync(await browser.SubmitAsync(page, form, null, form + " button[formaction*='Password']"));
        using var encrypted = await browser.SubmitAsync(asked, "form[id^=sealed-]", null, "form[id^=sealed-] button", until: HttpCompletionOption.ResponseHeadersRead);
        await ReadAsync(encrypted, PasswordZip.LengthOf(pack.FileName, pack.Bytes));
    }

    private static async Task ExhibitAsync(TestDesk desk, int number, int seed, long bytes)
    {
        var person = await desk.PersonAsync(Role.Moderator);
        var caseId = await desk.WithDbAsync(db => db.Cases.Where(c => c.Number == number).Select(c => c.Id).SingleAsync());
        await desk.WithAsync<OfficeVault, long>(async vaults =>
        {
            await using var vault = await vaults.OpenAsync(desk.OfficeId, CancellationToken.None);
            var blob = await vault.StoreAsync(new Noise(seed, bytes), CancellationToken.None);
            var draft = new ExhibitDraft($"upload:{Guid.NewGuid():N}", ExhibitSource.Upload, Provenance.SuppliedByPerson, "A film", "Supplied")
            {
                Files = [new SealedFile("files/film.bin", MediaTypes.Unknown, blob)],
                CaseId = caseId,
            };
            return await desk.WithAsync<ExhibitMaker, long>(async maker => (await maker.MakeAsync(vault, desk.OfficeId, person, draft, null, CancellationToken.None)).Id);
        });
    }

    /// <returns>How long it took, and by how much what lives in memory grew at most.</returns>
    private static async Task<(TimeSpan Took, long Growth)> MakeAsync(TestBrowser browser, int number, int exhibits)
    {
        var page = await browser.PageAsync(CasesLinks.Pack(number));
        foreach (var box in page.QuerySelectorAll("#make-pack input[name=Exhibits]").OfType<IHtmlInputElement>().Skip(exhibits))
            box.IsChecked = false;
        var (before, most, clock) = (GC.GetTotalMemory(forceFullCollection: true), 0L, Stopwatch.StartNew());
        var made = browser.SubmitAsync(page, "#make-pack");
        while (await Task.WhenAny(made, Task.Delay(300)) != made)
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        (await made).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect, await (await made).Content.ReadAsStringAsync());
        return (clock.Elapsed, most - before);
    }

    /// <summary>Reads an answer to its end. What lives a tenth of the way and at nine tenths is the same; the second half takes no longer than the first.</summary>
    /// <returns>SHA-256 of all of it.</returns>
    private static async Task<string> ReadAsync(HttpResponseMessage answer, long length)
    {
        answer.EnsureSuccessStatusCode();
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        await using var stream = await answer.Content.ReadAsStreamAsync();
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        var (buffer, read, early, late, half, clock) = (new byte[128 * 1024], 0L, 0L, 0L, TimeSpan.Zero, Stopwatch.StartNew());
        for (int got; (got = await stream.ReadAsync(buffer)) > 0; read += got)
        {
            hash.AppendData(buffer, 0, got);
            if (early == 0 && read > length / 10)
                early = GC.GetTotalMemory(forceFullCollection: true);
            if (half == TimeSpan.Zero && read > length / 2)
                half = clock.Elapsed;
            if (late == 0 && read > length / 10 * 9)
                late = GC.GetTotalMemory(forceFullCollection: true);
        }
        read.ShouldBe(length);
        (late - early).ShouldBeLessThan(MostGrowth);
        (clock.Elapsed - half).ShouldBeLessThan(half * 2 + TimeSpan.FromSeconds(2));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Bytes that differ from one exhibit to the next, and that no disk or zip makes smaller.</summary>
    private sealed class Noise(int seed, long length) : MemoryStream
    {
        private readonly Random random = new(seed);
        private long left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = (int)Math.Min(buffer.Length, left);
            random.NextBytes(buffer.Span[..read]);
            left -= read;
            return ValueTask.FromResult(read);
        }
    }
}
