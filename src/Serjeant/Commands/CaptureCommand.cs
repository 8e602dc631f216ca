using System.CommandLine;
using System.Security.Cryptography;
using Serjeant.Evidence;
using Serjeant.Outside.Capture;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Chromium;

namespace Serjeant.Commands;

/// <summary>
/// <c>serjeant capture</c>: keeps a page, and the author's profile page with it, in a folder.
/// Exit codes: 0 all of it was captured; 1 a part, an error page, or nothing; 2 the command was not understood.
/// </summary>
public static class CaptureCommand
{
    private const int Whole = 0;
    private const int NotWhole = 1;
    private const int NotUnderstood = 2;

    public static Command Create()
    {
        var post = new Argument<string>("URL") { Description = "The page's address." };
        var profile = new Option<string?>("--profile") { Description = "The address of the author's profile page." };
        var output = new Option<DirectoryInfo>("--out") { Description = "A folder that is not there yet, or is empty.", Required = true };
        var allow = AllowOption.Create();
        var command = new Command("capture", "Keeps a public page as pictures, PDF, HTML, text and facts, with hashes.") { post, profile, output, allow };
        command.SetAction((result, cancel) =>
        {
            var said = result.InvocationConfiguration;
            var problems = new List<string>();
            var postAddress = Address(result.GetRequiredValue(post), "URL", problems);
            var profileAddress = result.GetValue(profile) is { } text ? Address(text, "--profile", problems) : null;
            var folder = result.GetRequiredValue(output).FullName;
            if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
                problems.Add("--out: there is something there already. Evidence is not written over; name another folder.");
            if (problems.Count > 0 || postAddress is null)
            {
                problems.ForEach(said.Error.WriteLine);
                return Task.FromResult(NotUnderstood);
            }

            var request = new CaptureRequest(postAddress, profileAddress, Environment.UserName) { Allowed = AllowOption.Read(result, allow) };
            return RunAsync(request, folder, said.Output, said.Error, TimeProvider.System, cancel);
        });
        return command;
    }

    private static async Task<int> RunAsync(CaptureRequest request, string folder, TextWriter output, TextWriter error, TimeProvider time, CancellationToken cancel)
    {
        var options = ChromiumOptions.FromEnvironment();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        await using var chromium = new ChromiumHost(options, time);
        var service = new CaptureService(chromium, new SystemAddressResolver(), time, options);
        service.Sweep();
        try
        {
            using var result = await service.CaptureAsync(request with { SigningKey = key }, cancel);
            foreach (var page in result.Pages)
                await DescribeAsync(page, output);
            if (!result.HasPost)
            {
                await error.WriteLineAsync("Nothing was kept.");
                return NotWhole;
            }

            await CaptureFolder.PlaceAsync(result, folder, time, cancel);
            await output.WriteLineAsync($"Kept in {folder}. Check it with: sha256sum -c {ExhibitManifest.SumsFileName}");
            return result.IsWhole ? Whole : NotWhole;
        }
        catch (ChromiumUnavailableException problem)
        {
            await error.WriteLineAsync(problem.Message);
            return NotWhole;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync("The folder could not be written. Nothing was kept.");
            return NotWhole;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped. Nothing was kept.");
            return NotWhole;
        }
    }

    private static async Task DescribeAsync(CaptureFacts page, TextWriter output)
    {
        await output.WriteLineAsync($"{page.What}: {CaptureWords.Of(page)}");
        if (page.FinalAddress is { } final && final != page.RequestedAddress)
            await output.WriteLineAsync($"  It ended at {final}");
        foreach (var line in page.Missing.Where(line => line != CaptureWords.Of(page)).Concat(page.Notes.SkipLast(1)))
            await output.WriteLineAsync($"  {line}");
    }

    private static Uri? Address(string text, string where, List<string> problems)
    {
        if (!CaptureAddress.TryParse(text, out var address, out var problem))
            problems.Add($"{where}: {problem}.");
        return address;
    }
}
