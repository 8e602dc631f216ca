using System.Formats.Tar;
using System.IO.Compression;
using MimeKit;
using Serjeant.Text;

namespace Serjeant.Lab.Mail;

/// <summary>Which part of the data a message is in.</summary>
internal enum MailPart
{
    Train,

    /// <summary>Where thresholds are set; no weight sees it.</summary>
    Calibrate,
    Held,
}

/// <summary>One message of a set, with what decides in which part it is.</summary>
/// <param name="Set">The set's name.</param>
/// <param name="Subject">The subject made plain: near-same ones stay together.</param>
internal sealed record MailSample(string Set, string Name, bool Phishing, byte[] Raw, DateTimeOffset Date, string Subject)
{
    internal MailPart Part { get; set; }

    /// <summary>In which block of time it is, from 0; near-same subjects are in one.</summary>
    internal int Fold { get; set; }
}

/// <summary>Reads sets of mail from archives or folders and splits each by time and by subject.</summary>
internal static class MailSets
{
    internal const string Phishing = "phishing-2023-24";
    internal const string Modern = "genuine-modern";

    /// <summary>Blocks of time that cross-validation leaves out in turn.</summary>
    internal const int Folds = 5;

    private static readonly string[] Sets = [Phishing, "genuine-easy", "genuine-hard", "genuine-office2010", "genuine-list2019_21"];

    internal static List<MailSample> Read(string folder, string own)
    {
        var all = new List<MailSample>();
        foreach (var set in Sets)
        {
            var path = Path.Combine(folder, set + ".tar.gz");
            if (!File.Exists(path)) throw new FileNotFoundException($"{path} is missing. Give the folder with --data.");
            all.AddRange(Split(Files(path).Select(f => Sample(set, f.Name, f.Bytes))));
        }
        // Ours are few: every second one, by name, is held out, and the others are both learned from and calibrated on. Their numbers go by kind, so a block is of kinds that the others lack.
        var modern = Directory.EnumerateFiles(Path.Combine(own, Modern), "*.eml").Order(StringComparer.Ordinal).Select(f => Sample(Modern, Path.GetFileName(f), File.ReadAllBytes(f))).ToList();
        for (var i = 0; i < modern.Count; i++) (modern[i].Part, modern[i].Fold) = (i % 2 == 0 ? MailPart.Train : MailPart.Held, i * Folds / modern.Count);
        all.AddRange(modern);
        return all;
    }

    // Whoever gathered the phishing put this for their own address. It has no domain, so a rule could know the set by it.
    private static readonly (byte[] Put, byte[] Like)[] Traps = [.. new[] { ("phishing@pot-f-p", "kim@home.example"), ("phishing@pot", "kim@home.example") }.Select(t => (System.Text.Encoding.ASCII.GetBytes(t.Item1), System.Text.Encoding.ASCII.GetBytes(t.Item2)))];

    private static byte[] WithoutTraps(byte[] raw)
    {
        foreach (var (put, like) in Traps)
        {
            if (raw.AsSpan().IndexOf(put) < 0) continue;
            var clean = new MemoryStream(raw.Length);
            var at = 0;
            for (var next = raw.AsSpan().IndexOf(put); next >= 0; next = raw.AsSpan(at).IndexOf(put))
            {
                clean.Write(raw, at, next);
                clean.Write(like);
                at += next + put.Length;
            }
            clean.Write(raw, at, raw.Length - at);
            raw = clean.ToArray();
        }
        return raw;
    }

    private static MailSample Sample(string set, string name, byte[] raw)
    {
        raw = WithoutTraps(raw);
        using var mail = MimeMessage.Load(new MemoryStream(raw));
        var words = Folder.Fold(mail.Subject ?? "").Tokens.Count == 0 ? "" : new string([.. Folder.Fold(mail.Subject ?? "").Plain().Where(c => !char.IsDigit(c))]);
        foreach (var mark in new[] { "re ", "fw ", "fwd ", "aw " })
            while (words.StartsWith(mark, StringComparison.Ordinal)) words = words[mark.Length..];
        var key = string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 2).Take(4));
        return new MailSample(set, name, set == Phishing, raw, mail.Date, key.Length == 0 ? name : key);
    }

    // Groups of near-same subjects in the order of their first message: the first half trains, the next fifth calibrates, the last is held out; and five blocks of like size.
    private static IEnumerable<MailSample> Split(IEnumerable<MailSample> set)
    {
        var groups = set.GroupBy(s => s.Subject, StringComparer.Ordinal).Select(g => (First: g.Min(s => s.Date), Messages: g.ToArray())).OrderBy(g => g.First).ThenBy(g => g.Messages[0].Name, StringComparer.Ordinal).ToArray();
        var total = groups.Sum(g => g.Messages.Length);
        var seen = 0;
        foreach (var (_, messages) in groups)
        {
            var part = seen < total * 0.5 ? MailPart.Train : seen < total * 0.7 ? MailPart.Calibrate : MailPart.Held;
            var fold = Math.Min(Folds - 1, seen * Folds / total);
            seen += messages.Length;
            foreach (var message in messages)
            {
                (message.Part, message.Fold) = (part, fold);
                yield return message;
            }
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Files(string path)
    {
        using var tar = new TarReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (tar.GetNextEntry(copyData: true) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || entry.DataStream is null) continue;
            var bytes = new MemoryStream();
            entry.DataStream.CopyTo(bytes);
            yield return (Path.GetFileName(entry.Name), bytes.ToArray());
        }
    }
}
