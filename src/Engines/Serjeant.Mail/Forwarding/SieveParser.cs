using System.Globalization;

namespace Serjeant.Mail.Forwarding;

/// <summary>Reads a script's tokens into commands (RFC 5228 §8.2). Knows no command by name, so that every extension can be read; bounded in depth.</summary>
internal sealed class SieveParser
{
    private const int Deepest = 32;
    private readonly List<SieveToken> tokens;
    private int at;

    private SieveParser(List<SieveToken> tokens) => this.tokens = tokens;

    /// <exception cref="SieveException">It is no script.</exception>
    internal static IReadOnlyList<SieveNode> Read(string script)
    {
        var parser = new SieveParser(new SieveLexer(script).Read());
        return parser.Commands(0, SieveTokenKind.End, "");
    }

    private SieveToken Now => tokens[at];

    private List<SieveNode> Commands(int depth, SieveTokenKind end, string sign)
    {
        if (depth > Deepest) throw new SieveException("The script is nested deeper than is read");
        var commands = new List<SieveNode>();
        while (Now.Kind != end || Now.Value != sign)
        {
            var name = Take(SieveTokenKind.Word, "a command");
            var (arguments, tests) = Arguments(depth);
            if (IsSign("{"))
            {
                at++;
                var block = Commands(depth + 1, SieveTokenKind.Sign, "}");
                at++;
                commands.Add(new SieveNode(name.Value, name.Line, arguments, tests, block, name.Label));
            }
            else
            {
                if (!IsSign(";")) throw Wrong("a command must end in a semicolon");
                at++;
                commands.Add(new SieveNode(name.Value, name.Line, arguments, tests, null, name.Label));
            }
        }
        return commands;
    }

    private (List<SieveArgument> Arguments, List<SieveNode> Tests) Arguments(int depth)
    {
        var arguments = new List<SieveArgument>();
        while (true)
        {
            switch (Now.Kind)
            {
                case SieveTokenKind.Tag:
                    arguments.Add(new SieveArgument(tokens[at++].Value, null, null));
                    continue;
                case SieveTokenKind.Number:
                    arguments.Add(new SieveArgument(null, null, long.Parse(tokens[at++].Value[..Math.Min(18, tokens[at - 1].Value.Length)], CultureInfo.InvariantCulture)));
                    continue;
                case SieveTokenKind.Text:
                    arguments.Add(new SieveArgument(null, [tokens[at++].Value], null));
                    continue;
                case SieveTokenKind.Sign when Now.Value == "[":
                    arguments.Add(new SieveArgument(null, List(), null));
                    continue;
                case SieveTokenKind.Word:
                    return (arguments, [Test(depth + 1)]);
                case SieveTokenKind.Sign when Now.Value == "(":
                    return (arguments, Tests(depth + 1));
                default:
                    return (arguments, []);
            }
        }
    }

    private SieveNode Test(int depth)
    {
        if (depth > Deepest) throw new SieveException("The script is nested deeper than is read");
        var name = Take(SieveTokenKind.Word, "a test");
        var (arguments, tests) = Arguments(depth);
        return new SieveNode(name.Value, name.Line, arguments, tests, null, null);
    }

    private List<SieveNode> Tests(int depth)
    {
        var tests = new List<SieveNode>();
        do
        {
            at++;
            tests.Add(Test(depth));
        }
        while (IsSign(","));
        if (!IsSign(")")) throw Wrong("a list of tests does not end");
        at++;
        return tests;
    }

    private List<string> List()
    {
        var texts = new List<string>();
        at++;
        while (!IsSign("]"))
        {
            texts.Add(Take(SieveTokenKind.Text, "a text").Value);
            if (IsSign(",")) at++;
            else if (!IsSign("]")) throw Wrong("a list does not end");
        }
        at++;
        return texts;
    }

    private SieveToken Take(SieveTokenKind kind, string what) => Now.Kind == kind ? tokens[at++] : throw Wrong($"{what} should stand there");

    private bool IsSign(string sign) => Now.Kind == SieveTokenKind.Sign && Now.Value == sign;

    private SieveException Wrong(string what) => new(string.Create(CultureInfo.InvariantCulture, $"The script can’t be read: line {Now.Line}: {what}"));
}
