"""Playing melodies in time with a DAW: ports, clock, engine process, recording.

Nothing here imports torch, Qt or NumPy. The rooms, from the inside out:

============ ===================================================================================================
grid         the unit of time, and the plan: which bar of symbols is played when
expression   from a melody's pitch to the note that is sent: channel, range, velocity, gate, swing
clock        time to musical position: a tempo line
sync         who leads the song: our own clock, a DAW's MIDI clock or Ableton Link (optional extra)
protocol     the commands and reports that travel between the app and the engine process
sequencer    the state machine: commands and clock in, timed messages out; no input or output of its own
notes        the table of sounding notes, on the way to the port
wires        one open port
ports        MIDI ports by name, on whatever this machine offers; lost ports come back
keeper       the process that holds the output, and outlives the engine by the note-offs that are owed
connections  who is connected to a JACK port
loop         what is due goes to the port, what comes in goes to the sequencer
engine       the process that owns clock and port, and runs the loop
player       the app's handle on that process
recording    what was sent, as notes in ticks
control      MIDI controllers, with learn
============ ===================================================================================================
"""
