using Serjeant.Evidence;

namespace Serjeant.Outside.Capture;

/// <summary>What came of opening one page, before it is put into the form of <see cref="CaptureFacts"/>.</summary>
internal sealed class SeenPage
{
    public CaptureOutcome Outcome { get; set; } = CaptureOutcome.Failed;

    public string? FinalAddress { get; set; }

    /// <summary>What the server that gave the page knows it by; a script may have changed <see cref="FinalAddress"/> since.</summary>
    public string? DocumentAddress { get; set; }

    public int? Status { get; set; }

    public List<Redirect> Redirects { get; } = [];

    public DateTimeOffset? At { get; set; }

    public string? ServerAddress { get; set; }

    public TlsCertificate? Certificate { get; set; }

    public string? Title { get; set; }

    public List<string> Missing { get; } = [];

    public List<string> Notes { get; } = [];

    public SeenPage End(CaptureOutcome outcome, string why)
    {
        Outcome = outcome;
        Missing.Insert(0, why);
        return this;
    }
}
