using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Serjeant.Shell.Hosting;

namespace Serjeant.Lab.Ingest;

/// <summary>
/// The queue at full size, in processes of their own as an office runs them: the memory of an import from its first quarter to its
/// end, then how long the desk's pages take and how much memory it holds while they are asked for.
/// </summary>
internal static class QueueBench
{
    public static async Task RunAsync(string folder, string export, int messages, int runs, CancellationToken cancel)
    {
        var desk = new DeskOptions(folder, null);
        var officeId = await LabOffice.AddAsync(desk.Database, cancel);
        var program = Path.Combine(AppContext.BaseDirectory, "serjeant.dll");
        await ImportAsync(program, folder, export, messages, cancel);

        var port = FreePort();
        var address = FormattableString.Invariant($"http://localhost:{port}");
        using var serve = Process.Start(Start(program, "serve", "--data", folder, "--urls", address))!;
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
            client.DefaultRequestHeaders.Add("Cookie", await LabOffice.SignInAsync(desk.Database, officeId, cancel));
            await OpenAsync(client, cancel);
            await LabOffice.SaveViewsAsync(desk.Database, officeId, cancel);
            await QueuePages.MeasureAsync(client, messages, runs, cancel);
            Report.Say($"memory of the desk after that: {Memory.Now(serve.Id):N0} MB (most at any time {Memory.Most(serve.Id):N0} MB)");
        }
        finally
        {
            serve.Kill();
            await serve.WaitForExitAsync(cancel);
        }
    }

    private static async Task ImportAsync(string program, string folder, string export, int messages, CancellationToken cancel)
    {
        var seen = new List<double>();
        var most = 0.0;
        var clock = Stopwatch.StartNew();
        using var import = Process.Start(Start(program, "import", export, "--data", folder))!;
        while (!import.HasExited)
        {
            if (Memory.Now(import.Id) is var now && !double.IsNaN(now))
                seen.Add(now);
            if (Memory.Most(import.Id) is var peak && !double.IsNaN(peak))
                most = peak;
            await Task.Delay(100, cancel);
        }
        if (import.ExitCode != 0)
            throw new InvalidOperationException("The import failed: " + await import.StandardError.ReadToEndAsync(cancel));
        string At(double part) => seen.Count == 0 ? "?" : seen[(int)((seen.Count - 1) * part)].ToString("N0", CultureInfo.InvariantCulture);
        Report.Say($"import by the program itself: {messages / clock.Elapsed.TotalSeconds:N0} messages/s with its start; memory {At(0.25)}, {At(0.5)}, {At(0.75)}, {At(1)} MB by quarters, most {most:N0} MB");
    }

    /// <summary>The desk may still be opening.</summary>
    private static async Task OpenAsync(HttpClient client, CancellationToken cancel)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var response = await client.GetAsync("/inbox", cancel);
                if (response.StatusCode != HttpStatusCode.OK)
                    throw new InvalidOperationException($"The queue answers {(int)response.StatusCode}.");
                return;
            }
            catch (HttpRequestException) when (tries < 300)
            {
                await Task.Delay(200, cancel);
            }
        }
    }

    /// <summary>What it says goes nowhere: a pipe that nobody reads fills up, and then the program waits for ever.</summary>
    private static ProcessStartInfo Start(string program, params string[] words) =>
        new("/bin/sh", ["-c", "exec dotnet \"$0\" \"$@\" > /dev/null", program, .. words]) { RedirectStandardError = true };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
