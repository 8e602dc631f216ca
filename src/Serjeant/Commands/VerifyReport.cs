using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serjeant.Evidence;
using Serjeant.Ledger;
using Serjeant.Outside.TimeStamps;

namespace Serjeant.Commands;

/// <summary>The findings of <c>verify</c>, for people and for programs.</summary>
internal sealed class VerifyReport(string path, Verification found, PackLedger ledger, TimeStampFindings stamps)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public bool IsWhole => found.IsWhole && ledger.Problems.Count == 0 && !stamps.Problems.Any();

    public string Text()
    {
        var text = new StringBuilder();
        var bad = found.Files.Where(f => f.State != FileState.Whole).ToList();
        var checkedFiles = found.Files.Select(f => f.Path).Distinct(StringComparer.Ordinal).Count();
        Line(IsWhole ? $"WHOLE: {path}" : $"NOT WHOLE: {path}");
        Line($"{Kind(found.Kind)}; {checkedFiles} files checked, {bad.Select(f => f.Path).Distinct().Count()} not as they should be.");
        foreach (var file in bad)
            Line($"  {Word(file.State)}: {file.Path}. {file.Text}");
        foreach (var problem in ledger.Problems)
            Line($"  Ledger: {problem}");
        foreach (var problem in stamps.Problems)
            Line($"  Time-stamp: {problem}");
        foreach (var proof in found.Proofs.Where(p => p.Check == ProofCheck.Different))
            Line($"  Author proof: {proof.Path}. {proof.Problem}");
        foreach (var exhibit in found.Exhibits)
            Exhibit(exhibit);
        foreach (var proof in found.Proofs)
            Proof(proof);
        foreach (var archive in found.Archives)
            Archive(archive);
        foreach (var note in ledger.Notes)
            Line($"Note: {note}");
        return text.ToString().TrimEnd('\n');

        void Exhibit(CheckedExhibit exhibit)
        {
            Line($"{exhibit.Manifest?.Label ?? (exhibit.Folder.Length > 0 ? exhibit.Folder : "The exhibit")}: {(exhibit.IsWhole ? "whole" : "NOT WHOLE")}. {exhibit.Manifest?.Title}");
            if (exhibit.Manifest is { } manifest)
                Line($"  {manifest.Claim}");
            if (exhibit.Manifest?.DerivedFrom is { } from)
                Line($"  Made from {from.Source.Path}, SHA-256 {from.Source.Sha256}, of the exhibit whose manifest has SHA-256 {from.ExhibitManifestSha256}. {from.How}");
            foreach (var capture in exhibit.Manifest?.Captures ?? [])
                Line($"  {capture.What}: {capture.RequestedAddress}, {Utc(capture.At)}, {Outcome(capture)}");
            if (ledger.Entries.GetValueOrDefault(exhibit.Folder) is { } leaf)
                Line($"  Recorded in the ledger as entry {leaf.Index.ToString(CultureInfo.InvariantCulture)}, {Utc(leaf.At)}.");
            foreach (var stamp in stamps.Of[exhibit.Folder].Select(s => s.Stamp).OfType<TimeStamp>())
                Line($"  Time-stamped {Utc(stamp.At)} by {stamp.Authority}. {RootWords(stamp)}");
            if (!stamps.Of[exhibit.Folder].Any())
                Line("  No time-stamp: its time rests on the office's clock and ledger.");
        }

        void Proof(CheckedProof proof)
        {
            Line($"{proof.Path}: {(proof.Check == ProofCheck.Same ? "checked again, with the keys in it: it comes to the same." : "NOT CONFIRMED. " + proof.Problem)}");
            foreach (var line in proof.Says)
                Line($"  {line}");
        }

        void Archive(CheckedWacz archive)
        {
            var name = archive.Path.Length > 0 ? archive.Path : "The web archive";
            Line(string.Create(CultureInfo.InvariantCulture, $"{name}: {(archive.IsWhole ? "whole" : "NOT WHOLE")}. {archive.Records} records, {archive.Pages.Count} pages, made {archive.Created ?? "(unknown)"} by {archive.Software ?? "(unknown)"}."));
            foreach (var file in archive.Path.Length > 0 ? archive.Files.Where(f => f.State != FileState.Whole) : [])
                Line($"  {Word(file.State)}: {file.Path}. {file.Text}");
            Line("  " + Signature(archive));
            if (!archive.IsWhole && !archive.Counts)
                Line("  Another program made it, and somebody supplied it: that it has faults does not mean that it changed since.");
        }

        void Line(string line) => text.Append(PlainText.Of(line)).Append('\n');
    }

    /// <summary>Whether a root is to be trusted is for the reader to say; this says which one it comes to.</summary>
    private string RootWords(TimeStamp stamp) => stamps.RootsGiven
        ? $"It leads to a root that you trust: {stamp.Root}."
        : $"It rests on the root {stamp.Root}{(stamp.RootIsHere ? "" : " (whose certificate is not in it)")}; --tsa-root FILE.pem checks it against the one that you trust.";

    public string Json() => new JsonObject
    {
        ["path"] = path,
        ["kind"] = found.Kind switch
        {
            EvidenceKind.Bag => "pack",
            EvidenceKind.Wacz => "wacz",
            _ => "exhibit",
        },
        ["whole"] = IsWhole,
        ["files"] = Files(found.Files),
        ["exhibits"] = new JsonArray([.. found.Exhibits.Select(e => new JsonObject
        {
            ["folder"] = e.Folder,
            ["label"] = e.Manifest?.Label,
            ["title"] = e.Manifest?.Title,
            ["claim"] = e.Manifest?.Claim,
            ["manifestSha256"] = e.ManifestSha256,
            ["derivedFrom"] = e.Manifest?.DerivedFrom is not { } from ? null : new JsonObject
            {
                ["exhibitManifestSha256"] = from.ExhibitManifestSha256,
                ["path"] = from.Source.Path,
                ["sha256"] = from.Source.Sha256,
                ["covered"] = from.Covered,
            },
            ["whole"] = e.IsWhole,
            ["ledgerEntry"] = ledger.Entries.GetValueOrDefault(e.Folder)?.Index,
            ["timeStamps"] = new JsonArray([.. stamps.Of[e.Folder].Select(s => new JsonObject
            {
                ["path"] = s.Path,
                ["at"] = s.Stamp?.At.UtcDateTime,
                ["authority"] = s.Stamp?.Authority,
                ["root"] = s.Stamp?.Root,
                ["rootTrusted"] = s.Stamp is not null && stamps.RootsGiven,
                ["problem"] = s.Problem,
            })]),
        })]),
        ["archives"] = new JsonArray([.. found.Archives.Select(a => new JsonObject
        {
            ["path"] = a.Path,
            ["whole"] = a.IsWhole,
            ["ours"] = a.IsOurs,
            ["created"] = a.Created,
            ["software"] = a.Software,
            ["signature"] = JsonNamingPolicy.CamelCase.ConvertName(a.Signature.ToString()),
            ["signingKey"] = a.SigningKey,
            ["records"] = a.Records,
            ["pages"] = new JsonArray([.. a.Pages.Select(p => JsonValue.Create(p))]),
            ["files"] = Files(a.Files),
        })]),
        ["authorProofs"] = new JsonArray([.. found.Proofs.Select(p => new JsonObject
        {
            ["path"] = p.Path,
            ["kind"] = p.Kind,
            ["check"] = JsonNamingPolicy.CamelCase.ConvertName(p.Check.ToString()),
            ["says"] = new JsonArray([.. p.Says.Select(s => JsonValue.Create(s))]),
            ["problem"] = p.Problem,
        })]),
        ["ledger"] = new JsonObject
        {
            ["origin"] = ledger.Checkpoint?.Origin,
            ["size"] = ledger.Checkpoint?.Size,
            ["problems"] = new JsonArray([.. ledger.Problems.Select(p => JsonValue.Create(p))]),
        },
        ["notes"] = new JsonArray([.. ledger.Notes.Select(n => JsonValue.Create(n))]),
    }.ToJsonString(Indented);

    private static JsonArray Files(IEnumerable<CheckedFile> files) => new([.. files.Select(f => new JsonObject
    {
        ["path"] = f.Path,
        ["state"] = JsonNamingPolicy.CamelCase.ConvertName(f.State.ToString()),
        ["text"] = f.Text,
    })]);

    private static string Kind(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Bag => "A pack",
        EvidenceKind.Wacz => "A web archive",
        _ => "An exhibit",
    };

    // A key is not a name: whose it is must come another way.
    private static string Signature(CheckedWacz archive) => archive.Signature switch
    {
        SignatureState.Valid => $"Signed. Ask the office, another way, whether this key is its own: {archive.SigningKey}",
        SignatureState.None => "Not signed.",
        SignatureState.NotChecked => "Its signature was not checked here.",
        _ => "Its signature does not fit.",
    };

    private static string Word(FileState state) => state switch
    {
        FileState.Missing => "Missing",
        FileState.Extra => "Not listed",
        FileState.Changed => "Changed",
        _ => "Can't be read",
    };

    private static string Outcome(CaptureFacts capture) => capture.Outcome switch
    {
        CaptureOutcome.Captured => "captured",
        CaptureOutcome.Partial => "captured in part: " + string.Join("; ", capture.Missing),
        CaptureOutcome.NotFound => "not found",
        CaptureOutcome.LoginWall => "behind a sign-in",
        CaptureOutcome.Blocked => "blocked",
        _ => "failed",
    };

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
