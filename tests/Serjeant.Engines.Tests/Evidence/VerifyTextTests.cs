using System.Diagnostics;
using System.Text;
using Serjeant.Engines.Tests.Ledger;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

/// <summary>The commands in VERIFY.txt are followed as an officer would, and must do what they say.</summary>
public sealed class VerifyTextTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serjeant-");
    private readonly SampleLedger ledger = new SampleLedger().Grow(5);

    public void Dispose()
    {
        ledger.Dispose();
        folder.Delete(recursive: true);
    }

    private string Text() => Encoding.UTF8.GetString(new VerifyText(
        SamplePack.Name, "Office of\nA. Member", true, ledger.Signer.Verifier.ToPem(), ledger.Checkpoint(5)).ToBytes());

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private async Task<(int Code, string Output)> ShellAsync(string command)
    {
        Assert.SkipUnless(File.Exists("/bin/sh") && File.Exists("/usr/bin/openssl"), "no shell or openssl on this machine");
        var start = new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }

    [Fact]
    public async Task The_ledgers_signature_can_be_checked_with_openssl()
    {
        var text = Text();
        var pem = "-----BEGIN PUBLIC KEY-----" + Between(text, "-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----") + "-----END PUBLIC KEY-----\n";
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ledger-key.pem"), pem, TestContext.Current.CancellationToken);
        var checkpoint = Between(text, "\n-----\n", "-----\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "checkpoint.txt"), checkpoint, TestContext.Current.CancellationToken);
        var commands = text.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("echo '") || l.StartsWith("openssl ")).ToList();
        commands.Count.ShouldBe(2);

        var (code, output) = await ShellAsync(string.Join(" && ", commands));
        (code, output).ShouldSatisfyAllConditions(() => code.ShouldBe(0, output), () => output.ShouldContain("Verified OK"));
        (await ShellAsync("sed -i s/5/6/ checkpoint.txt; " + string.Join(" && ", commands))).Code.ShouldNotBe(0);
    }

    [Fact]
    public async Task The_files_can_be_checked_with_the_commands_as_they_stand()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, SamplePack.Name + ".zip"), await SamplePack.ZipAsync(), TestContext.Current.CancellationToken);
        var commands = Between(Text(), "since the pack was made\n", "Every line must").Split('\n').Select(l => l.Trim())
            .Where(l => l.StartsWith("unzip") || l.StartsWith("cd ") || l.StartsWith("sha256sum")).ToList();
        commands.Count.ShouldBe(5);
        var (code, output) = await ShellAsync(string.Join(" && ", commands));
        code.ShouldBe(0, output);
        output.ShouldNotContain("FAILED");
    }

    [Fact]
    public void It_needs_only_common_tools_and_no_line_is_smuggled_in()
    {
        Text().ShouldContain("Office: Office of A. Member\n");
        Text().ShouldNotContain("./serjeant");
        Encoding.UTF8.GetString(new VerifyText("p", "o", false, null, null).ToBytes()).ShouldContain("This pack holds no ledger proof.");
    }

    [Fact]
    public void It_says_what_each_check_does_not_show() => Text().Split("does not show").Length.ShouldBe(3);

    [Theory]
    [InlineData("a; rm -rf ~")]
    [InlineData("$(reboot)")]
    [InlineData("-x")]
    [InlineData("")]
    public void A_name_that_a_shell_would_act_on_is_refused(string name) =>
        Should.Throw<ArgumentException>(() => new VerifyText(name, "o", false, null, null).ToBytes());
}
