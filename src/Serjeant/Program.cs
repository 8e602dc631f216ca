using Serjeant.Commands;

return await RootCommandFactory.RunAsync(args);
