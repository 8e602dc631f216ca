using System.CommandLine;
using System.Globalization;
using System.Text;
using Serjeant.Mail;
using Serjeant.Mail.Scoring;

namespace Serjeant.Lab.Mail;

/// <summary><c>train mail</c>: fits the points of the rules and sets the two thresholds. The same every time.</summary>
internal static class TrainMail
{
    internal static Option<string> Data() => new("--data") { DefaultValueFactory = _ => Path.Combine("..", "shared", "data", "mail"), Description = "The folder with the sets (.tar.gz)." };

    internal static Option<string> Own() => new("--own") { DefaultValueFactory = _ => Path.Combine("training", "mail"), Description = "The folder with our own mails." };

    internal static Command Create()
    {
        var data = Data();
        var own = Own();
        var output = new Option<string>("--out") { DefaultValueFactory = _ => Path.Combine("training", "models", "mail.weights.json"), Description = "The file to write." };
        var check = new Option<bool>("--check") { Description = "Writes nothing: says whether the file is what the fit gives, byte for byte." };
        var command = new Command("mail", "Fits the points of mail rules.") { data, own, output, check };
        command.SetAction(result => Run(result.GetRequiredValue(data), result.GetRequiredValue(own), result.GetRequiredValue(output), result.GetValue(check)));
        return command;
    }

    private static int Run(string data, string own, string output, bool check)
    {
        try
        {
            var rules = Shipped.MailRuleSet();
            var samples = MailSets.Read(data, own);
            var features = MailFeatures.Of(samples, rules, new MailJudge(rules, MailWeights.Unfitted, Shipped.MailTables()));
            var weights = MailFit.Fit(features, rules);
            var json = Json(weights);
            if (check) return Check(output, json);
            File.WriteAllText(output, json);
            Report.Say($"{output}: {weights.Points.Count} points fitted on {features.Length:N0} messages; amber from {weights.Amber}, red from {weights.Red}. How right that is, 'bench mail' tells.");
            return 0;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or Serjeant.Moderation.SourceFileException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static int Check(string output, string json)
    {
        if (File.ReadAllText(output) == json)
        {
            Report.Say($"{output} is what the fit gives, byte for byte.");
            return 0;
        }
        Console.Error.WriteLine($"{output} is not what the fit gives. Run 'train mail' without --check, and 'bench mail' for the figures in docs/mail-model.md.");
        return 1;
    }

    private static string Json(MailWeights weights)
    {
        var text = new StringBuilder("{\n");
        text.Append(CultureInfo.InvariantCulture, $"  \"amber\": {weights.Amber},\n  \"red\": {weights.Red},\n  \"points\": {{\n");
        text.AppendJoin(",\n", weights.Points.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => string.Create(CultureInfo.InvariantCulture, $"    \"{p.Key}\": {p.Value}")));
        return text.Append("\n  }\n}\n").ToString();
    }
}
