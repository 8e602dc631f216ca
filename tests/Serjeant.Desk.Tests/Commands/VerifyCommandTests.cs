using System.IO.Compression;
using System.Text.Json;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Engines.Tests.Evidence;
using Serjeant.Engines.Tests.Ledger;
using Shouldly;

namespace Serjeant.Desk.Tests.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SampleLedger ledger = new();

    public void Dispose()
    {
        ledger.Dispose();
        folder.Dispose();
    }

    private string Zip(byte[] bytes)
    {
        var path = folder.File("pack.zip");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    [Fact]
    public async Task A_whole_pack_says_so_with_what_each_exhibit_claims_and_its_ledger_entry()
    {
        var (code, output, _) = await CommandLine.RunAsync(
            "verify", Zip(await ProvenPack.MakeAsync(ledger)), "--key", ledger.Signer.Verifier.ToString());
        code.ShouldBe(0, output);
        output.ShouldStartWith("WHOLE: ");
        output.ShouldContain("JS/1: whole. A threat on social.example");
        output.ShouldContain("This server saw the page");
        output.ShouldContain("Recorded in the ledger as entry 3");
        output.ShouldNotContain("Note:");
    }

    [Fact]
    public async Task The_pack_unpacked_and_one_exhibit_alone_are_whole_too()
    {
        var unpacked = ProvenPack.Write(folder.File("pack"), ProvenPack.Unzip(await ProvenPack.MakeAsync(ledger)));
        (await CommandLine.RunAsync("verify", unpacked)).Code.ShouldBe(0);
        var (code, output, _) = await CommandLine.RunAsync("verify", Path.Combine(unpacked, "data", "exhibits", "JS-1"));
        code.ShouldBe(0);
        output.ShouldContain("no ledger proof here");
    }

    [Fact]
    public async Task The_findings_come_as_json()
    {
        var zip = await ProvenPack.MakeAsync(ledger);
        var unpacked = ProvenPack.Unzip(zip);
        unpacked["data/exhibits/JS-2/post/page.png"][0] ^= 1;
        var (code, output, _) = await CommandLine.RunAsync("verify", ProvenPack.Write(folder.File("pack"), unpacked), "--json");
        code.ShouldBe(1);
        using var json = JsonDocument.Parse(output);
        json.RootElement.GetProperty("whole").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("files").EnumerateArray()
            .Where(f => f.GetProperty("state").GetString() != "whole").Select(f => f.GetProperty("path").GetString())
            .Distinct().ShouldBe(["data/exhibits/JS-2/post/page.png"]);
        json.RootElement.GetProperty("exhibits").EnumerateArray().Select(e => e.GetProperty("whole").GetBoolean()).ShouldBe([true, false]);
    }

    [Fact]
    public async Task Exhibits_forged_with_lists_that_fit_are_caught_by_the_ledger_proof()
    {
        var true1 = ProvenPack.Proof(ledger);
        var (code, output, _) = await CommandLine.RunAsync("verify", Zip(await ProvenPack.MakeAsync(ledger, "forged", true1)));
        code.ShouldBe(1);
        output.ShouldContain("no entry of the ledger vouches for this exhibit's manifest");
        output.ShouldContain("is of an exhibit that is not here");
        (await CommandLine.RunAsync("verify", Zip(await ProvenPack.MakeAsync(ledger, "forged", [])))).Output
            .ShouldContain("can't be told from this alone");
    }

    [Fact]
    public async Task A_pack_proven_by_somebody_elses_ledger_is_caught_by_the_key()
    {
        using var other = new SampleLedger();
        var zip = Zip(await ProvenPack.MakeAsync(other));
        (await CommandLine.RunAsync("verify", zip)).Output.ShouldContain("No ledger key was given");
        await File.WriteAllTextAsync(folder.File("key"), ledger.Signer.Verifier + "\n", TestContext.Current.CancellationToken);
        var (code, output, _) = await CommandLine.RunAsync("verify", zip, "--key", folder.File("key"));
        (code, output).ShouldSatisfyAllConditions(() => code.ShouldBe(1), () => output.ShouldContain("not the one you trust"));
    }

    [Fact]
    public async Task Whatever_is_done_to_a_pack_on_disk_is_caught()
    {
        var random = new Random(5);
        var whole = ProvenPack.Unzip(await ProvenPack.MakeAsync(ledger));
        for (var done = 0; done < Mutations.Count;)
        {
            var files = new Dictionary<string, byte[]>(whole);
            if (Mutations.Apply(files, random) is not { } what)
                continue;
            done++;
            (await CommandLine.RunAsync("verify", ProvenPack.Write(folder.File("pack"), files))).Code.ShouldNotBe(0, what);
        }
    }

    [Fact]
    public async Task A_web_archive_by_itself_is_checked_with_its_signature_and_a_flip_or_a_cut_anywhere_is_caught()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        var whole = await Cases.CapturedGivens.WaczAsync(key);
        var path = folder.File("capture.wacz");
        await File.WriteAllBytesAsync(path, whole, TestContext.Current.CancellationToken);
        var (code, output, _) = await CommandLine.RunAsync("verify", path);
        code.ShouldBe(0, output);
        output.ShouldContain("A web archive; ");
        output.ShouldContain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(key.ExportSubjectPublicKeyInfo())));
        using (var json = JsonDocument.Parse((await CommandLine.RunAsync("verify", path, "--json")).Output))
            json.RootElement.GetProperty("archives")[0].GetProperty("signature").GetString().ShouldBe("valid");
        var random = new Random(8);
        for (var i = 0; i < Mutations.Count; i++)
        {
            var at = random.Next(whole.Length);
            var bytes = i % 3 == 0 ? whole[..at] : whole.ToArray();
            if (i % 3 != 0)
                bytes[at] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
            (await CommandLine.RunAsync("verify", path)).Code.ShouldNotBe(0, $"mutation {i} at byte {at}");
        }
    }

    [Fact]
    public async Task Whatever_byte_of_the_zip_is_flipped_is_caught()
    {
        var random = new Random(6);
        var whole = await ProvenPack.MakeAsync(ledger);
        for (var i = 0; i < Mutations.Count; i++)
        {
            var zip = whole.ToArray();
            var at = random.Next(zip.Length);
            zip[at] ^= (byte)(1 << random.Next(8));
            (await CommandLine.RunAsync("verify", Zip(zip))).Code.ShouldNotBe(0, $"byte {at}");
        }
    }

    [Fact]
    public async Task A_link_in_a_folder_is_told_and_not_followed()
    {
        var unpacked = ProvenPack.Write(folder.File("pack"), ProvenPack.Unzip(await ProvenPack.MakeAsync(ledger)));
        File.Delete(Path.Combine(unpacked, "data", "exhibits", "JS-1", "post", "page.png"));
        File.CreateSymbolicLink(Path.Combine(unpacked, "data", "exhibits", "JS-1", "post", "page.png"), folder.File("elsewhere"));
        var (code, output, _) = await CommandLine.RunAsync("verify", unpacked);
        code.ShouldBe(1);
        output.ShouldContain("It is a link");
    }

    [Fact]
    public async Task A_planted_name_cannot_play_tricks_on_the_terminal()
    {
        var files = ProvenPack.Unzip(await ProvenPack.MakeAsync(ledger));
        files["data/\u001b[2Jgpj.\u202eexe"] = [1];
        var (code, output, _) = await CommandLine.RunAsync("verify", ProvenPack.Write(folder.File("pack"), files));
        code.ShouldBe(1);
        output.ShouldContain("?[2Jgpj.?exe");
        output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task What_cannot_be_read_is_exit_2_with_the_reason()
    {
        (await CommandLine.RunAsync("verify", folder.File("nowhere.zip"))).Code.ShouldBe(2);
        var (code, output, error) = await CommandLine.RunAsync("verify", Zip([1, 2, 3]));
        (code, output).ShouldBe((2, ""));
        error.ShouldContain("not a zip");
        (await CommandLine.RunAsync("verify", folder.Path, "--key", "nonsense")).Code.ShouldBe(2);
        (await CommandLine.RunAsync("verify")).Code.ShouldNotBe(0);
    }

    [Fact]
    public async Task A_zip_that_leads_out_of_itself_is_not_opened()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("../../evil");
        (await CommandLine.RunAsync("verify", Zip(stream.ToArray()))).Error.ShouldContain("a path that is not safe");
    }
}
