using System.CommandLine;
using System.Diagnostics;
using Serjeant.Moderation.Model;

namespace Serjeant.Lab.Messages;

/// <summary><c>train messages</c>: from the data and the contrast set to one model file and its card. The same every time.</summary>
internal static class TrainMessages
{
    internal static Option<string> Data() => new("--data") { DefaultValueFactory = _ => Path.Combine("..", "shared", "data", "messages"), Description = "The folder with the sets." };

    internal static Option<string[]> LeaveOut() => new("--leave-out") { AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [], Description = "Sets to train without." };

    internal static Command Create()
    {
        var data = Data();
        var contrast = TrainContrast.Folder();
        var leaveOut = LeaveOut();
        var output = new Option<string>("--out") { DefaultValueFactory = _ => Path.Combine("training", "models", "messages.model"), Description = "The model file to write." };
        var linearOnly = new Option<bool>("--linear-only") { Description = "Without the network: quicker, for trying features." };
        var from = new Option<string?>("--calibrate") { Description = "Only fit the answers of this model anew, on the tuning part: after a change of rules or of lines. A minute instead of seven." };
        var command = new Command("messages", "Trains the model that judges messages.") { data, contrast, leaveOut, output, linearOnly, from };
        command.SetAction(result => Run(result.GetRequiredValue(data), result.GetRequiredValue(contrast), result.GetValue(leaveOut) ?? [], result.GetRequiredValue(output), result.GetValue(linearOnly), result.GetValue(from)));
        return command;
    }

    private static int Run(string data, string contrast, string[] leaveOut, string output, bool linearOnly, string? from)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var material = Material.Read(data, contrast, leaveOut);
            Report.Say($"{material.Train.Count:N0} messages to train on, {material.Held.Count:N0} held out, read in {clock.Elapsed.TotalSeconds:0} s");
            var model = from is null ? ModelTrainer.Train(material, linearOnly) : Again(material, MessageModel.Load(from, File.ReadAllBytes(from)));
            var bytes = model.ToBytes();
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
            File.WriteAllBytes(output, bytes);
            Report.Say($"{output}: {bytes.Length:N0} bytes, sha-256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..16]}, {clock.Elapsed.TotalSeconds:0} s");
            return 0;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static MessageModel Again(Material material, MessageModel model) =>
        ModelTrainer.Calibrated(model, Encoded.All(material.Held, material.Rules, model.Lexicon));
}
