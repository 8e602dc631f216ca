using System.Security.Cryptography;

namespace Serjeant.Moderation.Model;

/// <summary>The trained model as it lies in its file. Made once; safe to share between threads.</summary>
public sealed class MessageModel
{
    private const uint Magic = 0x4D4A5253; // SRJM
    private const int Version = 5;
    private const int MostNetworks = 4;
    private const int Largest = 12 * 1024 * 1024;

    public MessageModel(Lexicon lexicon, LinearModel linear, IReadOnlyList<WordNetwork> networks, IReadOnlyList<Calibration> calibrations)
    {
        if (calibrations.Count != Heads.Count) throw new ArgumentException("One calibration an answer.", nameof(calibrations));
        Lexicon = lexicon;
        Linear = linear;
        Networks = networks;
        Calibrations = calibrations;
    }

    public Lexicon Lexicon { get; }

    public LinearModel Linear { get; }

    /// <summary>Trained alike from different chances; what they agree on counts (their log-odds are averaged). None in a model that was trained without.</summary>
    public IReadOnlyList<WordNetwork> Networks { get; }

    public IReadOnlyList<Calibration> Calibrations { get; }

    /// <summary>What both designs make of a message that the reader has loaded: the worst part's log-odds for each answer.</summary>
    /// <param name="inFull">Every network reads every part, as the fit of <see cref="Calibrations"/> needs it. Otherwise the others are asked only where the first leaves a doubt.</param>
    public void OddsOf(ModelReader reader, IReadOnlyList<Finding> rules, Span<float> linear, Span<float> network, bool inFull)
    {
        linear.Clear();
        network.Clear();
        Span<float> here = stackalloc float[Heads.Count];
        for (var p = 0; p < reader.Parts.Count; p++)
        {
            reader.ReadFeatures(reader.Parts[p], rules);
            Linear.Score(reader.Features, here);
            Worst(here, linear, p == 0);
            if (Networks.Count == 0) continue;
            Agreed(reader, reader.Parts[p], linear, inFull, here);
            Worst(here, network, p == 0);
        }
        if (reader.Parts.Count > 0) return;
        linear.Fill(Nothing);
        network.Fill(Nothing);
    }

    private void Agreed(ModelReader reader, (int From, int To) part, ReadOnlySpan<float> linear, bool inFull, Span<float> into)
    {
        Networks[0].Score(reader.Passage, part.From, part.To, reader.CacheOf(0), into);
        if (!inFull && IsClearlyNothing(linear, into)) return;
        Span<float> one = stackalloc float[Heads.Count];
        for (var n = 1; n < Networks.Count; n++)
        {
            Networks[n].Score(reader.Passage, part.From, part.To, reader.CacheOf(n), one);
            for (var h = 0; h < into.Length; h++) into[h] += one[h];
        }
        for (var h = 0; h < into.Length; h++) into[h] /= Networks.Count;
    }

    // Most messages are: another opinion would change nothing that anybody sees.
    private bool IsClearlyNothing(ReadOnlySpan<float> linear, ReadOnlySpan<float> network)
    {
        for (var h = 0; h < network.Length; h++)
            if (Calibrations[h].Odds(linear[h], network[h]) > ClearlyNothing) return false;
        return true;
    }

    /// <summary>The calibrated answers, 0 to 1.</summary>
    internal void Score(ModelReader reader, IReadOnlyList<Finding> rules, Span<double> into)
    {
        Span<float> linear = stackalloc float[Heads.Count];
        Span<float> network = stackalloc float[Heads.Count];
        OddsOf(reader, rules, linear, network, inFull: false);
        for (var h = 0; h < into.Length; h++)
            into[h] = Calibration.Probability(Calibrations[h].Odds(linear[h], network[h]));
    }

    /// <summary>The part of a long message that speaks most for an answer, by the design that can say which words.</summary>
    internal (int From, int To) WorstPart(ModelReader reader, IReadOnlyList<Finding> rules, Head head)
    {
        if (reader.Parts.Count == 1) return reader.Parts[0];
        head = Heads.ToldBy(head);
        Span<float> here = stackalloc float[Heads.Count];
        var (worst, most) = (reader.Parts[0], float.NegativeInfinity);
        foreach (var part in reader.Parts)
        {
            reader.ReadFeatures(part, rules);
            Linear.Score(reader.Features, here);
            if (here[(int)head] > most) (worst, most) = (part, here[(int)head]);
        }
        return worst;
    }

    // Log-odds of one in twenty.
    private const double ClearlyNothing = -3;

    // A message without words is surely nothing.
    private const float Nothing = -20;

    private static void Worst(ReadOnlySpan<float> here, Span<float> worst, bool first)
    {
        for (var h = 0; h < here.Length; h++) worst[h] = first ? here[h] : Math.Max(worst[h], here[h]);
    }

    /// <summary>The file's bytes, which end in their SHA-256.</summary>
    public byte[] ToBytes()
    {
        var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory))
        {
            writer.Write(Magic);
            writer.Write(Version);
            foreach (var calibration in Calibrations)
            {
                writer.Write(calibration.Linear);
                writer.Write(calibration.Network);
                writer.Write(calibration.Bias);
            }
            Lexicon.Write(writer);
            Linear.Write(writer);
            writer.Write((byte)Networks.Count);
            foreach (var network in Networks) network.Write(writer);
            writer.Flush();
            writer.Write(SHA256.HashData(memory.GetBuffer().AsSpan(0, (int)memory.Length)));
        }
        return memory.ToArray();
    }

    /// <summary>Reads a model file that the caller has read from disk.</summary>
    /// <exception cref="SourceFileException">It is not a model of this version, or not whole; says what to do.</exception>
    public static MessageModel Load(string name, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length is < 64 or > Largest || BitConverter.ToUInt32(bytes) != Magic)
            throw new SourceFileException(name, "", "this is no model of Serjeant's. Install Serjeant again, or train one with ./serjeant train messages.");
        if (BitConverter.ToInt32(bytes, 4) is var version and not Version)
            throw new SourceFileException(name, "", $"the model is of version {version}; this program reads version {Version}. Install the two that belong together.");
        var body = bytes.AsSpan(0, bytes.Length - SHA256.HashSizeInBytes);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(body.Length)))
            throw new SourceFileException(name, "", "the model is cut off or changed: its checksum is wrong. Install Serjeant again.");
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, 8, body.Length - 8));
            var calibrations = new Calibration[Heads.Count];
            for (var h = 0; h < calibrations.Length; h++) calibrations[h] = new Calibration(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
            var lexicon = Lexicon.Read(reader);
            var linear = LinearModel.Read(reader);
            var count = reader.ReadByte();
            if (count > MostNetworks) throw new InvalidDataException("it has too many networks");
            return new MessageModel(lexicon, linear, [.. Enumerable.Range(0, count).Select(_ => WordNetwork.Read(reader))], calibrations);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException or ArgumentException or OverflowException or IOException)
        {
            throw new SourceFileException(name, "", $"the model can't be read: {e.Message}. Train it again with this version.", e);
        }
    }
}
