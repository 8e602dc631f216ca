using System.Globalization;
using Serjeant.Evidence;

namespace Serjeant.Outside.Capture.Recording;

/// <summary>Writes one page's traffic into a web archive as it comes. A disk that is full costs the archive, not the page.</summary>
internal sealed class PageRecording : ITrafficRecorder, IAsyncDisposable
{
    /// <summary>More requests than any page needs; what is over is counted and not recorded.</summary>
    private const int MostExchanges = 20_000;

    private readonly string folder;
    private readonly FileStream file;
    private readonly WarcWriter warc;
    private readonly SemaphoreSlim gate = new(1, 1);
    private int kept;
    private int over;
    private int cut;
    private int brokeOff;
    private int sockets;
    private bool ended;
    private bool broken;

    private readonly bool keeps;

    private PageRecording(string folder, string name, bool keeps)
    {
        (this.folder, this.keeps) = (folder, keeps);
        Name = $"{name}.warc.gz";
        file = new FileStream(Path.Combine(folder, $"{name}-{Guid.NewGuid():N}.warc.gz"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 128 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        warc = new WarcWriter(file, Guid.NewGuid);
    }

    /// <summary>What the file is called in a WACZ.</summary>
    public string Name { get; }

    public IReadOnlyList<WarcEntry> Entries => warc.Entries;

    /// <summary>Whether anything was recorded, and all of it is on disk.</summary>
    public bool IsUsable => !broken && kept > 0;

    /// <param name="folder">For what a run leaves on disk while it lasts.</param>
    /// <param name="name">What the page is to the capture: <c>post</c> or <c>profile</c>.</param>
    /// <param name="keeps">False where no archive is asked for: the traffic passes and is forgotten.</param>
    public static async Task<PageRecording> StartAsync(string folder, string name, bool keeps, DateTimeOffset at, string software, CancellationToken cancel)
    {
        var recording = new PageRecording(folder, name, keeps);
        await recording.warc.InfoAsync(at, [("software", software), ("description", $"Traffic of one page ({name}), as it came; cookies and authorisation left out")], cancel);
        return recording;
    }

    public Spool NewSpool() => new(folder);

    public async Task KeepAsync(Exchange exchange)
    {
        await gate.WaitAsync();
        try
        {
            if (ended || broken || !keeps)
                return;
            if (kept == MostExchanges)
            {
                over++;
                return;
            }

            kept++;
            if (exchange.Cut == WarcTruncation.Disconnect)
                brokeOff++;
            else if (exchange.Cut is not null)
                cut++;
            await warc.ExchangeAsync(ToWarc(exchange), CancellationToken.None);
        }
        catch (Exception problem) when (problem is IOException or ArgumentException)
        {
            broken = true;
        }
        finally
        {
            exchange.Dispose();
            gate.Release();
        }
    }

    public void SawSocket() => Interlocked.Increment(ref sockets);

    /// <summary>Adds the page's picture and text, ends the archive and says what is not in it.</summary>
    public async Task EndAsync(SeenPage seen, string pageFolder, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            ended = true;
            if (kept > 0 && !broken && seen is { DocumentAddress: { } address, At: { } at })
            {
                await AddAsync(WarcWriter.ScreenshotOf(address), at, "image/png", Path.Combine(pageFolder, PageFiles.FullPicture), cancel);
                await AddAsync(WarcWriter.TextOf(address), at, "text/plain; charset=utf-8", Path.Combine(pageFolder, PageFiles.Text), cancel);
            }

            await file.FlushAsync(cancel);
        }
        catch (IOException)
        {
            broken = true;
        }
        finally
        {
            gate.Release();
        }

        Tell(seen);
    }

    /// <summary>The finished archive.</summary>
    public ValueTask<Stream> OpenAsync(CancellationToken cancel) =>
        ValueTask.FromResult<Stream>(new FileStream(file.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 128 * 1024, FileOptions.Asynchronous));

    public async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        gate.Dispose();
    }

    private async Task AddAsync(string address, DateTimeOffset at, string mediaType, string path, CancellationToken cancel)
    {
        if (File.Exists(path))
            await warc.ResourceAsync(address, at, mediaType, new WarcBody(_ => ValueTask.FromResult<Stream>(File.OpenRead(path))), cancel);
    }

    private void Tell(SeenPage seen)
    {
        if (!keeps)
            return;
        if (broken)
            seen.Missing.Add("The page's traffic could not be written, so there is no archive of it.");
        if (over > 0)
            seen.Missing.Add(string.Create(CultureInfo.InvariantCulture, $"The page asked for more than {MostExchanges:N0} things; {over:N0} of them are not in the archive."));
        if (cut > 0)
            seen.Missing.Add(cut == 1 ? "One answer was cut off at a limit of time or size; the archive says which." : $"{cut} answers were cut off at a limit of time or size; the archive says which.");
        if (brokeOff > 0)
            seen.Notes.Add(brokeOff == 1 ? "One answer broke off before its end; the archive says which." : $"{brokeOff} answers broke off before their end; the archive says which.");
        if (Volatile.Read(ref sockets) > 0)
            seen.Notes.Add("The page kept a WebSocket open. What went over it is not in the archive.");
    }

    private static WarcExchange ToWarc(Exchange exchange)
    {
        var status = exchange.StatusLine.Split(' ', 3);
        return new WarcExchange(
            exchange.Address.AbsoluteUri,
            exchange.At,
            exchange.Server,
            new RecordedRequest(exchange.Method, Headers(exchange.RequestFields), exchange.Sent.Length == 0 ? null : new WarcBody(exchange.Sent.OpenAsync)),
            new RecordedResponse(
                exchange.Status,
                status.Length > 2 ? status[2] : null,
                Headers(exchange.AnswerFields),
                new WarcBody(exchange.Body.OpenAsync),
                BodyForm.AsSent,
                exchange.Cut),
            "http/1.1");
    }

    // The chunk marks are not kept, so their field must not be either.
    private static List<HttpHeader> Headers(IReadOnlyList<(string Name, string Value)> fields) =>
        [.. fields.Where(field => !field.Name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)).Select(field => new HttpHeader(field.Name, field.Value))];
}
