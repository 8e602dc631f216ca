using System.Diagnostics;
using Serjeant.Moderation.Model;
using Serjeant.Text;

namespace Serjeant.Lab.Messages;

/// <summary>Trains both designs, calibrates them on the tuning part and prints what they do on the test part.</summary>
internal static class ModelTrainer
{
    private const int RowBits = 18;
    private const int LinearRounds = 5;
    private const int NetworkRounds = 6;
    private const int Networks = 2;
    private const int VectorRounds = 6;

    internal static MessageModel Train(Material material, bool linearOnly)
    {
        var clock = Stopwatch.StartNew();
        var train = Encoded.All(LongLines.InParts(material.Train, material.Lexicon), material.Rules, material.Lexicon);
        var held = Encoded.All(material.Held, material.Rules, material.Lexicon);
        Report.Say($"read by rules and lexicon in {clock.Elapsed.TotalSeconds:0} s");
        var trainer = new LinearTrainer(RowBits, 0.15f, 1e-6f);
        trainer.Train(train, LinearRounds, Material.Seed);
        var linear = trainer.Quantise();
        Report.Say($"linear model at {clock.Elapsed.TotalSeconds:0} s");
        var networks = linearOnly ? [] : TrainNetworks(train, clock);
        return Calibrated(new MessageModel(material.Lexicon, linear, networks, [.. Enumerable.Repeat(new Calibration(1, 0, 0), Heads.Count)]), held);
    }

    /// <summary>The same model with its answers fitted, and their lines put, on the tuning part.</summary>
    internal static MessageModel Calibrated(MessageModel model, Encoded[] held)
    {
        var odds = Odds(model, held);
        var calibrations = Lines.Move(held, odds, Calibrate(held, odds, model.Networks.Count > 0));
        Show(held, odds, calibrations);
        return new MessageModel(model.Lexicon, model.Linear, model.Networks, calibrations);
    }

    private static List<WordNetwork> TrainNetworks(Encoded[] train, Stopwatch clock)
    {
        var trainers = Enumerable.Range(0, Networks).Select(n => new NetworkTrainer(Material.Seed + n)).ToArray();
        trainers[0].Prepare([.. train.Where(e => !e.Sample.Copy)], VectorRounds);
        Report.Say($"word vectors at {clock.Elapsed.TotalSeconds:0} s");
        foreach (var other in trainers[1..]) other.Prepare(trainers[0]);
        var trained = new List<WordNetwork>();
        foreach (var trainer in trainers)
        {
            trainer.Train(train, NetworkRounds);
            trained.Add(trainer.Quantise());
            Report.Say($"network {trained.Count} at {clock.Elapsed.TotalSeconds:0} s");
        }
        return trained;
    }

    /// <summary>A trained model's figures on the test part, both designs together and each alone (calibrated on the same tuning part).</summary>
    internal static void ShowAll(MessageModel model, IReadOnlyList<Encoded> held)
    {
        var odds = Odds(model, held);
        Report.Say($"both designs:");
        Show(held, odds, [.. model.Calibrations]);
        if (model.Networks.Count == 0) return;
        foreach (var (name, alone) in new[] { ("the linear model alone:", odds.Select(o => o.Linear)), ("the network alone:", odds.Select(o => o.Network)) })
        {
            (float[], float[])[] single = [.. alone.Select(o => (o, new float[Heads.Count]))];
            Report.Say($"{name}");
            Show(held, single, Calibrate(held, single, withNetwork: false));
        }
    }

    private static void Show(IReadOnlyList<Encoded> held, (float[] Linear, float[] Network)[] odds, Calibration[] calibrations) =>
        Measures.All([.. held.Select((e, i) => (e.Sample, i)).Where(x => x.Sample.Part is Part.Test or Part.MeasureOnly).Select(x => new Judged(x.Sample, Scores(calibrations, odds[x.i])))]);

    internal static (float[] Linear, float[] Network)[] Odds(MessageModel model, IReadOnlyList<Encoded> samples)
    {
        var odds = new (float[], float[])[samples.Count];
        Parallel.For(0, samples.Count, () => new ModelReader(model.Lexicon), (i, _, reader) =>
        {
            var (linear, network) = (new float[Heads.Count], new float[Heads.Count]);
            reader.Load(Folder.Fold(samples[i].Sample.Text));
            model.OddsOf(reader, samples[i].Rules, linear, network, inFull: true);
            odds[i] = (linear, network);
            return reader;
        }, _ => { });
        return odds;
    }

    private static double[] Scores(Calibration[] calibrations, (float[] Linear, float[] Network) odds) =>
        [.. calibrations.Select((c, h) => Calibration.Probability(c.Odds(odds.Linear[h], odds.Network[h])))];

    private static Calibration[] Calibrate(IReadOnlyList<Encoded> held, (float[] Linear, float[] Network)[] odds, bool withNetwork) =>
        [.. Enum.GetValues<Head>().Select(head =>
        {
            // Every source that knows the answer counts alike, the ones whose labels mean what ours do twice.
            var tune = Enumerable.Range(0, held.Count).Where(i => held[i].Sample.Part == Part.Tune && held[i].Sample.Weights[(int)head] > 0 && Counts(held[i].Sample.Set, head)).ToArray();
            var sizes = tune.GroupBy(i => held[i].Sample.Set).ToDictionary(g => g.Key, g => g.Count());
            return Calibrator.Fit([.. tune.Select(i => (odds[i].Linear[(int)head], odds[i].Network[(int)head], held[i].Sample.Is(head), 1.0 / sizes[held[i].Sample.Set]))], withNetwork);
        })];

    private static bool Counts(string set, Head head) => head switch
    {
        Head.Hate => set is "dynahate" or "hatemoji-build" or Contrast.SinglesSet or Contrast.TemplatesSet,
        Head.Incivility => set is not ("hatexplain" or "sexism-edos" or "misogyny-reddit" or "dynahate" or "hatemoji-build"),
        Head.Spam => set is "youtube-spam",
        _ => set is Contrast.SinglesSet or Contrast.TemplatesSet,
    };
}
