using System.Security.Cryptography;
using System.Text;
using Serjeant.Evidence;

namespace Serjeant.Engines.Tests.Evidence;

/// <summary>A small exhibit: a post and a profile, as a capture would leave them.</summary>
internal static class SampleExhibit
{
    public static readonly DateTimeOffset At = new(2026, 3, 4, 12, 30, 5, TimeSpan.Zero);

    public static CaptureFacts Facts(string what = "post") => new(
        what, what, CaptureOutcome.Captured, $"https://social.example/{what}", $"https://social.example/@a/{what}", 200,
        [new Redirect(301, $"https://social.example/{what}", $"https://social.example/@a/{what}")],
        At, At.ToOffset(TimeSpan.FromHours(1)), "Europe/London", "192.0.2.7:443",
        new TlsCertificate("CN=social.example", "CN=Example CA", At.AddDays(-30), At.AddDays(60), Hash("certificate")),
        "Chromium 142.0.7444.59", false, "J. Smith", 1600, 900, "A post", [], []);

    public static Dictionary<string, byte[]> Files(string salt = "") => new()
    {
        ["post/page.png"] = Bytes("a picture" + salt),
        ["post/page.txt"] = Bytes("You will <b>regret</b> this." + salt),
        ["profile/page.png"] = Bytes("another picture" + salt),
    };

    public static ExhibitManifest Manifest(IReadOnlyDictionary<string, byte[]>? files = null, string label = "JS/1") => new(
        label, "A threat on social.example", Provenance.SeenByServer, "J. Smith", At, "Serjeant", "0.1.0",
        [Facts(), Facts("profile")], [],
        [.. (files ?? Files()).Select(f => new ManifestFile(f.Key, f.Value.Length, Hash(f.Value), "application/octet-stream"))]);

    /// <summary>The exhibit's folder, sealed.</summary>
    public static Dictionary<string, byte[]> Sealed(string label = "JS/1", string salt = "")
    {
        var files = Files(salt);
        var manifest = Manifest(files, label);
        var bytes = manifest.ToBytes();
        files[ExhibitManifest.SumsFileName] = manifest.ToSums(bytes);
        files[ExhibitManifest.FileName] = bytes;
        return files;
    }

    /// <summary>What a redacted pack holds in the place of an exhibit: a copy of one of its files, and the list of what is held back.</summary>
    public static Dictionary<string, byte[]> Redacted(string label = "JS/1", string salt = "")
    {
        var held = Sealed(label, salt);
        var source = Manifest(Files(salt), label).Files.Single(f => f.Path == "post/page.txt");
        var copy = Bytes("You will <b>regret</b> █████.");
        var manifest = new ExhibitManifest(
            label, "Redacted copy of post/page.txt", Provenance.Redacted, "J. Smith", At, "Serjeant", "0.1.0", [], [],
            [new ManifestFile("page.txt", copy.Length, Hash(copy), "text/plain")])
        {
            DerivedFrom = new Derivation(Hash(held[ExhibitManifest.FileName]), source, "1 passage of the text was replaced.", 1, "For the platform"),
        };
        var bytes = manifest.ToBytes();
        return new Dictionary<string, byte[]>
        {
            [RedactedFiles.HeldFile] = SumsFile.Write(held.Select(f => (f.Key, Hash(f.Value)))),
            [RedactedFiles.FolderOf(1) + "/page.txt"] = copy,
            [RedactedFiles.FolderOf(1) + "/" + ExhibitManifest.FileName] = bytes,
            [RedactedFiles.FolderOf(1) + "/" + ExhibitManifest.SumsFileName] = manifest.ToSums(bytes),
        };
    }

    /// <summary>An author proof of a kind that no program knows, about one of the exhibit's files.</summary>
    public static byte[] Proof(string file, byte[] signed) => new AuthorProof("other", file, Hash(signed), At, "nobody", null, []).ToBytes();

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string Hash(string text) => Hash(Bytes(text));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
