using System.CommandLine;
using Serjeant.Shell.Hosting;

namespace Serjeant.Commands;

/// <summary><c>serjeant serve</c>: opens the desk.</summary>
public static class ServeCommand
{
    public static Command Create()
    {
        var arguments = new DeskArguments();
        var urls = new Option<string>("--urls")
        {
            Description = "Where the desk listens. Loopback unless you say otherwise.",
            DefaultValueFactory = _ => "http://localhost:5480",
        };
        var host = new Option<string?>("--host")
        {
            Description = "The name people type to reach the desk, such as desk.example.org. Passkeys belong to this name.",
        };
        var certificate = new Option<string?>("--certificate") { Description = "A certificate for HTTPS: PEM (with --certificate-key) or PKCS#12." };
        var key = new Option<string?>("--certificate-key") { Description = "The certificate's private key, PEM." };
        var demo = new Option<bool>("--demo") { Description = "Opens a fictional office in a data folder of its own." };
        var allow = AllowOption.Create();
        var drops = DropFolderOption.Create();
        var command = new Command("serve", "Opens the desk.") { urls, host, certificate, key, demo, allow, drops };
        arguments.AddTo(command);
        command.SetAction(async (result, cancel) =>
        {
            var options = arguments.Read(result, result.GetValue(demo)) with
            {
                Urls = result.GetRequiredValue(urls),
                PublicHost = result.GetValue(host),
                Certificate = result.GetValue(certificate),
                CertificateKey = result.GetValue(key),
                Demo = result.GetValue(demo),
                CaptureAllowed = AllowOption.Read(result, allow),
                DropFolders = DropFolderOption.Read(result, drops),
            };
            await using var app = DeskHost.Build(options);
            await DeskStart.PrepareAsync(app, cancel);
            await app.StartAsync(cancel);
            await DeskStart.AnnounceAsync(app, Console.Out, cancel);
            await app.WaitForShutdownAsync(cancel);
            return 0;
        });
        return command;
    }
}
