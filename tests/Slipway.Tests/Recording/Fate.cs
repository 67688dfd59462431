using Slipway.Containers;

namespace Slipway.Tests.Recording;

/// <summary>What befalls one process: at which of its effects it fails, loses a reply, or dies. Effects are counted from 1.</summary>
internal sealed class Fate
{
    /// <summary>The effect that fails without happening; 0 for none.</summary>
    public int FailAt { get; init; }

    /// <summary>The effect that happens and whose reply is lost; 0 for none.</summary>
    public int LoseReplyAt { get; init; }

    /// <summary>The effect before which the process is killed; 0 for none.</summary>
    public int DieBefore { get; init; }

    /// <summary>The effect after which the process is killed; 0 for none.</summary>
    public int DieAfter { get; init; }

    /// <summary>Whether the process is killed after this effect; null (the default): after none by its name.</summary>
    public Func<string, bool>? KillAfter { get; init; }

    /// <summary>The effect before which the user interrupts; 0 for never.</summary>
    public int InterruptAt { get; init; }

    public CancellationTokenSource Interruption { get; } = new();

    public int Effects { get; private set; }

    public bool Dead { get; private set; }

    /// <summary>A dead process does nothing any more, not even look.</summary>
    public void Live()
    {
        if (Dead)
        {
            throw new KilledException();
        }
    }

    public void Reach(string effect)
    {
        Live();
        Effects++;
        if (Effects == InterruptAt)
        {
            Interruption.Cancel();
        }

        if (Effects == DieBefore)
        {
            Dead = true;
            throw new KilledException();
        }

        if (Effects == FailAt)
        {
            throw new EngineRefusedException(effect, "made to fail");
        }
    }

    public void Pass(string effect)
    {
        if (Effects == DieAfter || KillAfter?.Invoke(effect) == true)
        {
            Dead = true;
            throw new KilledException();
        }

        if (Effects == LoseReplyAt)
        {
            throw new ReplyLostException(effect);
        }
    }
}
