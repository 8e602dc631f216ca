using System.CommandLine;
using System.Text;

namespace Serjeant.Lab.Messages;

/// <summary><c>train contrast</c>: checks the contrast set and writes it out filled, one line a message.</summary>
internal static class TrainContrast
{
    internal static Option<string> Folder() => new("--contrast") { DefaultValueFactory = _ => Path.Combine("training", "contrast"), Description = "The contrast set." };

    internal static Command Create()
    {
        var folder = Folder();
        var output = new Option<string?>("--out") { Description = "Write the filled lines here: id, part, labels, text, with tabs between." };
        var command = new Command("contrast", "Checks training/contrast and fills its templates.") { folder, output };
        command.SetAction(result => Run(result.GetRequiredValue(folder), result.GetValue(output)));
        return command;
    }

    private static int Run(string folder, string? output)
    {
        List<Sample> samples;
        try
        {
            samples = Contrast.Read(folder);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        if (output is not null)
            File.WriteAllLines(output, samples.Select(s => $"{s.Id}\t{s.Part.ToString().ToLowerInvariant()}\t{s.Labels}\t{s.Text}"), new UTF8Encoding(false));
        foreach (var set in samples.GroupBy(s => s.Set))
            Report.Say($"{set.Key}: {set.Count():N0} lines, {set.Select(s => s.Text).Distinct().Count():N0} different; {string.Join(", ", set.GroupBy(s => s.Part).OrderBy(g => g.Key).Select(g => $"{g.Key.ToString().ToLowerInvariant()} {g.Count()}"))}");
        foreach (var function in samples.GroupBy(s => s.Function).OrderBy(g => g.Key, StringComparer.Ordinal))
            Report.Say($"  {function.Key,-32} {function.Count(),6:N0}  abusive {function.Count(s => Contrast.IsAbuse(s.Labels)),6:N0}");
        foreach (var label in samples.SelectMany(s => ContrastFiles.Labels(s.Labels)).GroupBy(l => l).OrderBy(g => g.Key, StringComparer.Ordinal))
            Report.Say($"  label {label.Key,-26} {label.Count(),6:N0}");
        return 0;
    }
}
