using System.Diagnostics;
using Serjeant.Evidence;
using Shouldly;

namespace Serjeant.Engines.Tests.Evidence;

/// <summary>Other people's tools must come to the same verdict.</summary>
public sealed class OutsideToolTests : IDisposable
{
    private const UnixFileMode OwnersBits = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("serjeant-");

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<(int Code, string Output)> RunAsync(string where, string command, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/" + command), $"{command} is not on this machine");
        var start = new ProcessStartInfo("/usr/bin/" + command, arguments)
        {
            WorkingDirectory = Path.Combine(folder.FullName, where),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await error);
    }

    private async Task UnzipAsync()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "pack.zip"), await SamplePack.ZipAsync(), TestContext.Current.CancellationToken);
        (await RunAsync("", "unzip", "-q", "pack.zip")).ShouldBe((0, ""));
    }

    [Fact]
    public async Task Unzip_finds_no_fault_and_sets_ordinary_modes()
    {
        await UnzipAsync();
        var (code, output) = await RunAsync("", "unzip", "-t", "pack.zip");
        (code, output).ShouldSatisfyAllConditions(() => code.ShouldBe(0), () => output.ShouldContain("No errors detected"));
        if (!OperatingSystem.IsWindows())
            (File.GetUnixFileMode(Path.Combine(folder.FullName, SamplePack.Name, "bagit.txt")) & OwnersBits)
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("", "tagmanifest-sha256.txt")]
    [InlineData("", "manifest-sha256.txt")]
    [InlineData("data/exhibits/JS-1", "manifest-sha256.txt")]
    public async Task Sha256sum_agrees_and_sees_a_change_too(string where, string list)
    {
        await UnzipAsync();
        where = Path.Combine(SamplePack.Name, where);
        (await RunAsync(where, "sha256sum", "-c", "--strict", list)).Code.ShouldBe(0);
        var sums = SumsFile.Parse(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, where, list), TestContext.Current.CancellationToken));
        await File.AppendAllTextAsync(Path.Combine(folder.FullName, where, sums.Keys.First()), "x", TestContext.Current.CancellationToken);
        (await RunAsync(where, "sha256sum", "-c", list)).Code.ShouldNotBe(0);
    }
}
