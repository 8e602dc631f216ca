using Serjeant.Moderation;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Serjeant.Lab.Messages;

/// <summary>A written pair: an abusive line and its harmless twin; either may be missing.</summary>
/// <param name="Where">File and line, for errors.</param>
internal sealed record ContrastPair(string Id, string Function, string Where, string? Abuse, string AbuseLabels, string Ok, string OkLabels);

/// <summary>A slot's values: one list, or one for each identity.</summary>
internal sealed record ContrastSlot(string Name, IReadOnlyDictionary<string, IReadOnlyList<string>> ByIdentity)
{
    internal const string Plain = "";

    internal bool IsIdentity => !ByIdentity.ContainsKey(Plain);
}

/// <summary>What lies in training/contrast, read and checked. A mistake is told with its file and line, all of them at once.</summary>
internal sealed class ContrastFiles
{
    private static readonly string[] OwnLabels = ["insult.mild", "-"];
    private readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);

    internal List<string> Mistakes { get; } = [];

    internal List<ContrastPair> Singles { get; } = [];

    internal List<ContrastPair> Templates { get; } = [];

    internal Dictionary<string, ContrastSlot> Slots { get; } = new(StringComparer.Ordinal);

    internal static ContrastFiles Read(string root)
    {
        if (!Directory.Exists(root)) throw new DirectoryNotFoundException($"{root} is missing. Run the command in Serjeant's source folder, or give the folder with --contrast.");
        var files = new ContrastFiles();
        foreach (var path in Ordered(root, "slots", "*.yaml")) files.Yaml(root, path, files.ReadSlot);
        foreach (var path in Ordered(root, "templates", "*.yaml")) files.Yaml(root, path, files.ReadTemplates);
        foreach (var path in Ordered(root, "singles", "*.tsv")) files.ReadSingles(root, path);
        return files;
    }

    private static IEnumerable<string> Ordered(string root, string folder, string pattern) =>
        Directory.Exists(Path.Combine(root, folder)) ? Directory.EnumerateFiles(Path.Combine(root, folder), pattern).Order(StringComparer.Ordinal) : [];

    private void Yaml(string root, string path, Action<string, YamlMappingNode> read)
    {
        var name = Path.GetRelativePath(root, path).Replace('\\', '/');
        try
        {
            var stream = new YamlStream();
            stream.Load(new StreamReader(path));
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode mapping) read(name, mapping);
            else Mistakes.Add($"{name}:1: the file is not one mapping.");
        }
        catch (YamlException e)
        {
            Mistakes.Add($"{name}:{e.Start.Line}: {e.Message}");
        }
    }

    private void ReadSlot(string file, YamlMappingNode root)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var lists = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (key, value) in root.Children)
        {
            var identity = Text(key);
            if (value is not YamlSequenceNode items || items.Children.Count == 0) Mistakes.Add($"{file}:{key.Start.Line}: '{identity}' has no values.");
            else if (identity == "values") lists[ContrastSlot.Plain] = [.. items.Children.Select(Text)];
            else if (CategoryNames.TryParse("hate." + identity, out _)) lists[identity] = [.. items.Children.Select(Text)];
            else Mistakes.Add($"{file}:{key.Start.Line}: '{identity}' is neither values: nor an identity.");
        }
        Slots[name] = new ContrastSlot(name, lists);
    }

    private void ReadTemplates(string file, YamlMappingNode root)
    {
        var function = root.Children.TryGetValue("function", out var f) ? Text(f) : "";
        if (function.Length == 0) Mistakes.Add($"{file}:1: function: is missing.");
        if (!root.Children.TryGetValue("templates", out var list) || list is not YamlSequenceNode items)
        {
            Mistakes.Add($"{file}:1: templates: is missing.");
            return;
        }
        foreach (var item in items.Children.OfType<YamlMappingNode>())
        {
            string? Field(string name) => item.Children.TryGetValue(name, out var node) && !(node is YamlScalarNode { Style: ScalarStyle.Plain, Value: "null" or "~" or "" }) ? Text(node) : null;
            var where = $"{file}:{item.Start.Line}";
            var pair = new ContrastPair(Field("id") ?? "", function, where, Field("abuse"), Field("abuse_labels") ?? "-", Field("ok") ?? "", Field("ok_labels") ?? "-");
            foreach (var key in item.Children.Keys.Select(Text).Where(k => k is not ("id" or "abuse" or "abuse_labels" or "ok" or "ok_labels")))
                Mistakes.Add($"{where}: '{key}' is not a field of a template.");
            foreach (var slot in ContrastTemplate.SlotsOf(pair).Where(s => !Slots.ContainsKey(s))) Mistakes.Add($"{where}: there is no slot '{slot}'. Add slots/{slot}.yaml or mend the name.");
            foreach (var text in new[] { pair.Abuse, pair.Ok }.OfType<string>())
                if (ContrastTemplate.Fault(text) is { } fault) Mistakes.Add($"{where}: {fault}");
            Check(pair, mayLackIdentity: true);
            Templates.Add(pair);
        }
    }

    private void ReadSingles(string root, string path)
    {
        var file = Path.GetRelativePath(root, path).Replace('\\', '/');
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            var cells = line.Split('\t');
            if (cells.Length != 5)
            {
                Mistakes.Add($"{file}:{number}: {cells.Length} cells; write 5 (id, abuse labels, abuse text, harmless labels, harmless text) with tabs between.");
                continue;
            }
            var pair = new ContrastPair(cells[0], Path.GetFileNameWithoutExtension(path), $"{file}:{number}", cells[2], cells[1], cells[4], cells[3]);
            Check(pair, mayLackIdentity: false);
            Singles.Add(pair);
        }
    }

    private void Check(ContrastPair pair, bool mayLackIdentity)
    {
        if (pair.Id.Length == 0) Mistakes.Add($"{pair.Where}: the id is missing.");
        else if (!seen.TryAdd(pair.Id, pair.Where)) Mistakes.Add($"{pair.Where}: the id '{pair.Id}' is also at {seen[pair.Id]}.");
        if (pair.Ok.Length == 0) Mistakes.Add($"{pair.Where}: the harmless line is missing.");
        foreach (var label in Labels(pair.AbuseLabels).Concat(Labels(pair.OkLabels)))
            if (!OwnLabels.Contains(label) && !(mayLackIdentity && label == "hate.?") && !CategoryNames.TryParse(label, out _))
                Mistakes.Add($"{pair.Where}: '{label}' is not a label.");
    }

    internal static string[] Labels(string written) => written.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";
}
