using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Serjeant.Moderation;

/// <summary>Reads a YAML mapping field by field, so that every mistake can be named. Anything left unread is an error.</summary>
internal sealed class YamlFields
{
    private readonly string file;
    private readonly string path;
    private readonly Dictionary<string, YamlNode> unread = new(StringComparer.Ordinal);

    private YamlFields(string file, string path, YamlMappingNode mapping)
    {
        this.file = file;
        this.path = path;
        foreach (var (key, value) in mapping.Children)
            if (key is YamlScalarNode { Value: { } name }) unread[name] = value;
            else throw Wrong("", "every key must be plain text.");
    }

    internal static YamlFields Parse(string file, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new SourceFileException(file, $"line {e.Start.Line}", $"this is not valid YAML ({e.Message}). Check the indentation and put quotes round text with ':' or '#'.", e);
        }
        if (stream.Documents.Count != 1 || stream.Documents[0].RootNode is not YamlMappingNode root)
            throw new SourceFileException(file, "", "the file must hold one YAML mapping (name: value).");
        return new YamlFields(file, "", root);
    }

    internal SourceFileException Wrong(string field, string whatToDo) => new(file, path + field, whatToDo);

    internal bool Has(string field) => unread.ContainsKey(field);

    internal string Text(string field) =>
        TextOrNull(field) ?? throw Wrong(field, "it is missing. Add it.");

    internal string? TextOrNull(string field)
    {
        if (!unread.Remove(field, out var node)) return null;
        if (node is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value)) return value.Trim();
        throw Wrong(field, "it must be text, not empty. Write a value after the colon.");
    }

    internal int Whole(string field, int low, int high) =>
        int.TryParse(Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? value : throw Wrong(field, $"it must be a whole number from {low} to {high}.");

    internal double Fraction(string field) =>
        double.TryParse(Text(field), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1
            ? value : throw Wrong(field, "it must be a number above 0 and up to 1, such as 0.8.");

    internal bool YesNo(string field, bool otherwise) => TextOrNull(field) switch
    {
        null => otherwise,
        "true" or "yes" => true,
        "false" or "no" => false,
        _ => throw Wrong(field, "it must be true or false."),
    };

    internal T OneOf<T>(string field, T otherwise, params (string Name, T Value)[] choices)
    {
        if (TextOrNull(field) is not { } text) return otherwise;
        foreach (var (name, value) in choices)
            if (name == text) return value;
        throw Wrong(field, $"'{text}' is not known. Use one of: {string.Join(", ", choices.Select(c => c.Name))}.");
    }

    internal IReadOnlyList<string> Texts(string field)
    {
        if (!unread.Remove(field, out var node)) return [];
        if (node is not YamlSequenceNode sequence) throw Wrong(field, "it must be a list: one '- text' on each line.");
        return [.. sequence.Children.Select(child => child is YamlScalarNode { Value: { Length: > 0 } value } ? value
            : throw Wrong(field, $"line {child.Start.Line}: each entry must be text. Put quotes round it."))];
    }

    internal YamlFields? Mapping(string field)
    {
        if (!unread.Remove(field, out var node)) return null;
        return node is YamlMappingNode mapping ? new YamlFields(file, $"{path}{field}.", mapping) : throw Wrong(field, "it must be a mapping (name: value) indented below it.");
    }

    internal IReadOnlyList<YamlFields> Mappings(string field)
    {
        if (!unread.Remove(field, out var node)) return [];
        if (node is not YamlSequenceNode sequence) throw Wrong(field, "it must be a list of mappings, each beginning with '-'.");
        return [.. sequence.Children.Select((child, i) => child is YamlMappingNode mapping ? new YamlFields(file, $"{path}{field}[{i + 1}].", mapping)
            : throw Wrong(field, $"line {child.Start.Line}: each entry must be a mapping (name: value)."))];
    }

    internal IReadOnlyCollection<string> Names => unread.Keys;

    internal void NothingElse()
    {
        if (unread.Count > 0)
            throw Wrong(unread.Keys.Order(StringComparer.Ordinal).First(), "it is not a field that is known here. Check its spelling or remove it.");
    }
}
