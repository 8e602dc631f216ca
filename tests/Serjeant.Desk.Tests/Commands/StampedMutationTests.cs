using System.Security.Cryptography;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Outside.TimeStamps;
using Serjeant.Engines.Tests.Evidence;
using Serjeant.Engines.Tests.Ledger;
using Serjeant.Evidence;
using Serjeant.Outside.TimeStamps;
using Shouldly;

namespace Serjeant.Desk.Tests.Commands;

/// <summary>Exhibits and packs with real time-stamps, a web archive and mail proofs: whatever is done to a file is told.</summary>
public sealed class StampedMutationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly AuthorityFiles authority = new();

    public void Dispose()
    {
        authority.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Whatever_is_done_to_an_exhibit_with_time_stamps_and_a_mail_proof_outside_a_pack_is_told()
    {
        var whole = await ExhibitAsync();
        var (code, output, _) = await VerifyAsync(whole);
        code.ShouldBe(0, output);
        Stamps(output).ShouldBe(2);
        var random = new Random(12);
        for (var done = 0; done < Mutations.Count;)
        {
            var files = new Dictionary<string, byte[]>(whole);
            if (Mutations.Apply(files, random) is not { } what)
                continue;
            done++;
            var (now, said, _) = await VerifyAsync(files);
            // A time-stamp is made after the exhibit and nothing in the exhibit names it: when it is gone without a trace, what it said must be gone too.
            if (what.StartsWith("removed ", StringComparison.Ordinal) && TimeStampFiles.IsTimeStamp(what["removed ".Length..]))
                Stamps(said).ShouldBe(1, what);
            else
                now.ShouldNotBe(0, what + "\n" + said);
        }
    }

    [Fact]
    public async Task Whatever_is_done_to_a_pack_with_time_stamps_and_mail_proofs_is_caught()
    {
        using var ledger = new SampleLedger();
        var answer = SampleExhibit.Proof("post/page.txt", SampleExhibit.Files("JS/2")["post/page.txt"]);
        var first = SampleExhibit.Sealed("JS/1", "JS/1")[ExhibitManifest.FileName];
        var more = new List<(string, byte[])>
        {
            ("exhibits/JS-1/" + TimeStampFiles.NameOf(1), Stamp(SHA256.HashData(first))),
            ("exhibits/JS-1/" + TimeStampFiles.NameOf(2), Stamp(SHA256.HashData(first))),
            (TimeStampFiles.ChainOf(1), SampleExhibit.Bytes(await File.ReadAllTextAsync(authority.Root, TestContext.Current.CancellationToken))),
            (VerifyAuthorProofs.FolderOf("JS-2") + "/page.txt.other.json", answer),
        };
        var whole = ProvenPack.Unzip(await ProvenPack.MakeAsync(ledger, proof: ProvenPack.Proof(ledger, answer), more: more));
        var (code, output, _) = await VerifyAsync(whole);
        code.ShouldBe(0, output);
        Stamps(output).ShouldBe(2);
        var random = new Random(13);
        for (var done = 0; done < Mutations.Count;)
        {
            var files = new Dictionary<string, byte[]>(whole);
            if (Mutations.Apply(files, random) is not { } what)
                continue;
            done++;
            (await VerifyAsync(files)).Code.ShouldNotBe(0, what);
        }
    }

    [Fact]
    public void Every_byte_of_a_time_stamp_counts()
    {
        var hash = SHA256.HashData("manifest"u8);
        foreach (var section in new[] { "good", "rootless" })
        {
            var token = TimeStampForm.Of(authority.Stamp(hash, section), hash);
            IsPlain(token, hash).ShouldBeTrue();
            var random = new Random(14);
            var missed = new List<string>();
            for (var at = 0; at < token.Length; at++)
            {
                var changed = (byte[])token.Clone();
                changed[at] ^= (byte)(1 << random.Next(8));
                if (IsPlain(changed, hash))
                    missed.Add($"byte {at}: {token[at]:x2} to {changed[at]:x2}");
            }
            missed.ShouldBeEmpty(section);
        }
    }

    [Fact]
    public async Task A_time_stamp_that_follows_one_that_is_gone_tells_of_it()
    {
        var files = await ExhibitAsync();
        files.Remove(TimeStampFiles.NameOf(1), out var token);
        files[TimeStampFiles.NameOf(2)] = token!;
        var (code, output, _) = await VerifyAsync(files);
        code.ShouldBe(1);
        output.ShouldContain("manifest.json.tsr: It is missing: a later one is here");
    }

    [Fact]
    public void Another_status_or_other_words_beside_it_are_written_away_and_openssl_still_takes_it()
    {
        var data = SampleExhibit.Bytes("manifest");
        var hash = SHA256.HashData(data);
        var plain = Stamp(hash);
        // PKIStatusInfo: granted with changes (1), and "Operation Okay" beside it.
        byte[] status = [0x30, 0x15, 2, 1, 1, 0x30, 0x10, 0x0C, 0x0E, .. "Operation Okay"u8];
        var rest = plain.AsSpan(4 + 5).ToArray();
        plain[..2].ShouldBe([0x30, 0x82]);
        var length = status.Length + rest.Length;
        byte[] wordy = [0x30, 0x82, (byte)(length >> 8), (byte)length, .. status, .. rest];

        TimeStampReader.Read(wordy, hash);
        IsPlain(wordy, hash).ShouldBeFalse();
        TimeStampForm.Of(wordy, hash).ShouldBe(plain);

        File.WriteAllBytes(folder.File("data"), data);
        File.WriteAllBytes(folder.File("data.tsr"), plain);
        OpenSsl.Run(folder.Path, "ts", "-verify", "-data", "data", "-in", "data.tsr", "-CAfile", authority.Root);
    }

    private static bool IsPlain(byte[] token, byte[] hash)
    {
        try
        {
            TimeStampReader.Read(token, hash);
            return TimeStampForm.Of(token, hash).AsSpan().SequenceEqual(token);
        }
        catch (TimeStampException)
        {
            return false;
        }
    }

    private static int Stamps(string output) => output.Split('\n').Count(l => l.StartsWith("  Time-stamped ", StringComparison.Ordinal));

    private Task<(int Code, string Output, string Error)> VerifyAsync(Dictionary<string, byte[]> files) =>
        CommandLine.RunAsync("verify", ProvenPack.Write(folder.File("evidence"), files));

    private byte[] Stamp(byte[] hash) => TimeStampForm.Of(authority.Stamp(hash), hash);

    /// <summary>As a pack has it, with the pack left away.</summary>
    private async Task<Dictionary<string, byte[]>> ExhibitAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var files = SampleExhibit.Files();
        files[TimeStampFiles.ArchiveFile] = await CapturedGivens.WaczAsync(key);
        files["files/mail.eml"] = SampleExhibit.Bytes("From: a@b.example\r\n\r\nWords\r\n");
        files["proof/mail.eml.other.json"] = SampleExhibit.Proof("files/mail.eml", files["files/mail.eml"]);
        using var wacz = new MemoryStream(files[TimeStampFiles.ArchiveFile], writable: false);
        var package = Convert.FromHexString((await WaczHead.ReadAsync(wacz, CancellationToken.None)).PackageSha256);
        var manifest = SampleExhibit.Manifest(files);
        var bytes = manifest.ToBytes();
        files[ExhibitManifest.SumsFileName] = manifest.ToSums(bytes);
        files[ExhibitManifest.FileName] = bytes;
        files[TimeStampFiles.NameOf(1)] = Stamp(SHA256.HashData(bytes));
        files[TimeStampFiles.NameOf(1, TimeStampOver.Archive)] = Stamp(package);
        return files;
    }
}
