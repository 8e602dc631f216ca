using System.IO.Compression;
using System.Text.RegularExpressions;
using Serjeant.Chapters.Cases;
using Serjeant.Data;
using Serjeant.Desk.Tests.Commands;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Outside.TimeStamps;
using Serjeant.Desk.Tests.Support;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>A pack with time-stamps, checked by openssl as VERIFY.txt says, and by our own command.</summary>
public sealed class PackTimeStampTests(Browsers browsers)
{
    [Fact]
    public async Task The_commands_of_the_pack_work_and_a_flipped_byte_is_caught()
    {
        await using var world = await StampDesk.StartAsync(browsers: browsers);
        await world.AddAsync();
        await world.ExhibitAsync();
        await world.WorkAsync();
        using var folder = new TemporaryFolder();
        var bag = await PackAsync(world, folder);
        var exhibit = Path.Combine(bag, "data", "exhibits", "TP-1");
        File.Copy(world.Authority.Files.Root, Path.Combine(exhibit, "root.pem"));
        var text = await File.ReadAllTextAsync(Path.Combine(bag, "data", "VERIFY.txt"));
        text.ShouldContain("cd data/exhibits/TP-1");
        var commands = Regex.Matches(text, "^ *openssl (ts .*)$", RegexOptions.Multiline).Select(m => m.Groups[1].Value.Split(' ')).ToList();
        commands.Count.ShouldBe(4);
        foreach (var command in commands)
            OpenSsl.Run(exhibit, command);

        File.Delete(Path.Combine(exhibit, "root.pem"));
        var (code, output, _) = await CommandLine.RunAsync("verify", bag);
        code.ShouldBe(0, output);
        output.ShouldContain("by Test time-stamps. It rests on the root Test root; --tsa-root");
        (code, output, _) = await CommandLine.RunAsync("verify", bag, "--tsa-root", world.Authority.Files.Root);
        code.ShouldBe(0, output);
        output.ShouldContain("It leads to a root that you trust: Test root.");
        using var other = new AuthorityFiles("Another root");
        (code, output, _) = await CommandLine.RunAsync("verify", bag, "--tsa-root", other.Root);
        code.ShouldBe(1);
        output.ShouldContain("does not lead to the root that you trust");

        // Without the bag round it the token answers for itself.
        (await CommandLine.RunAsync("verify", exhibit)).Code.ShouldBe(0);
        var token = Path.Combine(exhibit, "manifest.json.tsr");
        var bytes = await File.ReadAllBytesAsync(token);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(token, bytes);
        (code, output, _) = await CommandLine.RunAsync("verify", exhibit);
        code.ShouldBe(1);
        output.ShouldContain("manifest.json.tsr: Its signature does not hold");
        OpenSsl.Try(exhibit, "ts", "-verify", "-data", "manifest.json", "-in", "manifest.json.tsr", "-CAfile", world.Authority.Files.Root).Code.ShouldNotBe(0);
    }

    [Fact]
    public async Task A_changed_byte_of_a_token_or_its_certificates_in_a_pack_is_told()
    {
        await using var world = await StampDesk.StartAsync(browsers: browsers);
        await world.AddAsync();
        await world.ExhibitAsync();
        await world.WorkAsync();
        using var folder = new TemporaryFolder();
        var bag = await PackAsync(world, folder);
        foreach (var path in new[] { "exhibits/TP-1/manifest.json.tsr", "time-stamps/authority-1.pem" })
        {
            var file = Path.Combine(bag, "data", path);
            var bytes = await File.ReadAllBytesAsync(file);
            for (var at = 0; at < bytes.Length; at += 97)
            {
                bytes[at] ^= 1;
                await File.WriteAllBytesAsync(file, bytes);
                (await CommandLine.RunAsync("verify", bag)).Code.ShouldBe(1, $"{path}, byte {at}");
                bytes[at] ^= 1;
            }
            await File.WriteAllBytesAsync(file, bytes);
        }
        (await CommandLine.RunAsync("verify", bag)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_web_archives_signature_and_time_stamp_check_out_with_the_commands_of_the_pack()
    {
        await using var world = await StampDesk.StartAsync(browsers: browsers);
        await world.AddAsync();
        var number = await world.Desk.CaseAsync("Threats");
        await world.Desk.CapturedAsync(number);
        (await world.WorkAsync(), await world.WorkAsync()).ShouldBe((true, true));
        using var pack = await PackBag.MakeAsync(world.Desk, number);
        pack.Paths().ShouldContain("exhibits/TP-1/datapackage.json.tsr");
        pack.Paths().ShouldContain("signing-keys/key-1.pem");
        var text = await File.ReadAllTextAsync(Path.Combine(pack.Data, "VERIFY.txt"));
        var part = text[text.IndexOf("The web archives are signed", StringComparison.Ordinal)..];
        var commands = string.Join('\n', part.Split('\n').Where(l => l.StartsWith("    ", StringComparison.Ordinal) && !l.StartsWith("    TP-1/", StringComparison.Ordinal)));
        // Two blocks, each from the bag's own folder.
        var blocks = commands.Split("    cd data/exhibits/TP-1\n");
        File.Copy(world.Authority.Files.Root, Path.Combine(pack.Root, "data/exhibits/TP-1/root.pem"));

        pack.Shell(".", blocks[0] + "cd data/exhibits/TP-1\n" + blocks[1]).ShouldContain("Verified OK");
        pack.Shell("data/exhibits/TP-1", blocks[2]).ShouldContain("Verification: OK");

        File.Delete(Path.Combine(pack.Root, "data/exhibits/TP-1/root.pem"));
        var (code, output, _) = await CommandLine.RunAsync("verify", pack.Root, "--tsa-root", world.Authority.Files.Root, "--key", pack.LedgerKey());
        code.ShouldBe(0, output);
        // The exhibit alone: the token of the archive answers for itself there.
        var exhibit = Path.Combine(pack.Data, "exhibits/TP-1");
        (await CommandLine.RunAsync("verify", exhibit)).Code.ShouldBe(0);
        File.Copy(Path.Combine(exhibit, "manifest.json.tsr"), Path.Combine(exhibit, "datapackage.json.tsr"), overwrite: true);
        (code, output, _) = await CommandLine.RunAsync("verify", exhibit);
        code.ShouldBe(1);
        output.ShouldContain("datapackage.json.tsr");
    }

    private static async Task<string> PackAsync(StampDesk world, TemporaryFolder folder)
    {
        var browser = await world.Desk.SignedInAsync(Role.Moderator);
        var address = CasesLinks.Pack(1);
        await browser.SubmitAsync(await browser.PageAsync(address), "#make-pack");
        var answer = await browser.SubmitAsync(await browser.PageAsync(address), "form[id^=download-]", null, "form[id^=download-] button");
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        zip.ExtractToDirectory(folder.Path);
        return Directory.GetDirectories(folder.Path).Single();
    }
}
