<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
  <context>
    <name>studio</name>
    <message>
      <location filename="gui/faces/state/judge.py" />
      <source>The face finder ended unexpectedly; try again, perhaps with a smaller photo.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/faces/state/judge.py" />
      <source>The face in {} is too small; come closer, or give a larger photo.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/faces/state/model.py" />
      <source>This face is not that of a photo; open one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/faces/state/session.py" />
      <source>Loading the model of faces.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/faces/state/session.py" />
      <source>The edit is still being made; save it in a moment.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/faces/state/session.py" />
      <source>There is no face yet; open a photo or sample one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/files.py" />
      <source>The notes were changed since the studio wrote them; they were taken without idea and knobs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/files.py" />
      <source>What the studio wrote beside the notes cannot be read; the notes alone were taken.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/inference.py" />
      <source>No learned prior fits this melody model; use the model that ships, or train a prior for this one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/music.py" />
      <source>The idea is locked; unlock it first (L).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/music.py" />
      <source>The idea of the last session belongs to another model; a new one plays.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/music.py" />
      <source>The model is still being loaded.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/music.py" />
      <source>There is nothing to vary yet; wait until a melody plays.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/played.py" />
      <source>Choose a MIDI input first, with the sliders in the strip above; then play chords in.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/played.py" />
      <source>No chord was recognised; the chords stay as they are.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>The name of a preset must be a text, and its tags a list of texts.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/reasons.py" />
      <source>Choose a scale first: strict bars the notes outside it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/reasons.py" />
      <source>Locked: unlock the idea and it wanders.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/reasons.py" />
      <source>No rule of your own is loaded: teach one on the Train page, from your thumbs or a reward, and use it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/reasons.py" />
      <source>Only a wandering idea evolves.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/remote.py" />
      <source>OSC: nobody listens at {}:{}; say /hello from there again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/remote.py" />
      <source>Off: nothing listens and nothing is sent.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>All slots are empty; keep something in one first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>The bars were not made anew, since the music went on meanwhile; press R again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>The locked bars were let go for the file; undo brings them back.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>There is no melody now whose bars could be locked.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>There is no melody to judge yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>There is no melody to keep yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>There is no other idea to compare with yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>These bars are locked; unlock them to make them anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/setting.py" />
      <source>The rows of an idea must have as many numbers each.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>No taste of yours plays now; learn one from your thumbs first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Nothing was learned; the thumbs stay.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Your taste is being learned in a process of its own; before its first update it hears 128 ideas.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Another part is sent on this channel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords of the MIDI input: in time with the song; if it stands still, each is a bar.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords that you play on a MIDI keyboard: in time while the song plays, one a bar while it stands still</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords to follow, which go round: | parts bars, and chords of one bar share its beats. Roman numerals (ii7 V7 I) stand in the major key of the root. Enter applies, Escape leaves it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords, such as  Am7 | F | C/E | G7  or  ii7 | V7 | I</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>No chords</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Play chords in from MIDI</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Play chords: Enter takes them, Escape leaves them</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Progressions to start from; chords that are played in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Send a bass of their roots</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Send the chords</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Take the chords that were played (Enter)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>channel {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>not</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>All slots are empty: keep something in one first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Choose bars first: drag along the numbers above the roll, or go there by shift and arrows.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Compare with the idea before</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Compare with {other} (B)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Copied {name}: paste it into a DAW, a folder or a slot.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Dislike</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Export</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Export all slots</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Export all slots as one MIDI file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Export what plays</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Export, open a MIDI file, presets</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Files and presets</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Go on from a neighbour of this idea (V)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Go on from an idea that was never heard (N)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>I like this one: your taste can be learned from it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Like</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Listening</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Load a preset</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Load a preset file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Loading the model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Lock the idea</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Locked: unlock the idea first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>MIDI file (*.mid)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>MIDI files (*.mid *.midi *.kar *.rmi *.smf)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>New idea</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>No other idea yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Not this one</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Notes on the sixteenths, whole and all as loud, in place of what is heard: swing, gate, accents, humanise</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Nothing to redo.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Nothing to undo yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>One after another, each on a track of its own</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Open a MIDI file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Picture of the roll (*.png)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Plain grid in MIDI files</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Presets</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Presets (*.json)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Redo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Redo (Ctrl+Shift+Z)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Save a preset</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Save the knobs as a preset file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Sound (*.wav)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Stay with this idea (L)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>The last ideas</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>There is no file on the clipboard; copy a MIDI file first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>This slot is empty; there is nothing to copy.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Undo (Ctrl+Z)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Vary</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>A collection that the model has learned from: melodies of its kind</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>A turn lands at the</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Accent pattern</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>CC {number}, channel {channel}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Choose a MIDI input first, with the sliders in the strip above; then learn again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Groups of knobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>How the music goes on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Key and scale</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Key and scale  ·  lands at the next bar</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Lands</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Length</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Length of the clip: a short one is made as a loop, 32 bars are two halves that are related</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Let chance turn the knobs of this group</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Let chance turn the knobs of this group, within what sounds good (Shift+R)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Presets: knobs under a name, to hear, choose and save (P)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Root</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Scale</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Style</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>The music</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>The scale's first note</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>When a turned knob is heard</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Which notes may sound</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Which sixteenths of a bar are louder; the knob Accent says by how much</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>any notes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>any style</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>notes of my own</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Arrows to hear one, Enter to stay with it, Esc to go back. The idea stays as it is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Bring back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Choose a preset first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Delete</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Delete it (Ctrl+D)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Find a preset</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Find by name or tag</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Give it another name and other tags (Ctrl+R)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Name of the preset</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>No preset has these words in its name or tags.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Presets that were found</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Rename</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Save</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Save it (Enter); Esc leaves it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Save the knobs as they are, under a name (Ctrl+S)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Stay with what is heard (Enter)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Tags of the preset</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Tags, such as slow, folk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>This one comes with the studio: save it under a name of your own to change it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Undo: {name} is there again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Use</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/saving.py" />
      <source>Cancel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/saving.py" />
      <source>Writing {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Answers what I play</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Form</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Idea</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>New idea every 16 bars</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Next bar</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Next sixteenth</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Repeats</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Sound</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Wanders on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Compare with and without my taste</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Forget</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Forget {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Forget {name}? What was learned is deleted; the thumbs stay.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Hear it with your taste</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Hear it without your taste</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Learn my taste</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Learn what you like from the thumbs, while it plays</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Name or forget my taste</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Name or forget your taste</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>No taste of yours plays yet: learn one from your thumbs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Rename my taste</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Rename {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Stop learning; the music goes on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>This rule was not learned from thumbs; see the Train page</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/state/sound.py" />
      <source>This computer has no sound device: choose a MIDI port above to hear this in your DAW.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/state/transport.py" />
      <source>No MIDI port is chosen: choose one above to hear this in your DAW, or listen with the loudspeaker.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>About</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Model cards</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Models</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Versions and licences</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/keys.py" />
      <source>Esc closes this</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/keys.py" />
      <source>Keys</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/keys.py" />
      <source>Keys of the studio</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>A MIDI program change that comes in recalls a slot: program 1 the first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>Knobs sent back to</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>Nobody</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>Off</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>On any channel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>On channel {channel}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>Slots by program</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>The output of the controller that turns knobs: its rings and motor faders follow whatever turns them. Off until you choose it, since a port that leads back to us, such as a bus, is no controller</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Anyone in your network may then turn the knobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Language</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Listen for OSC messages</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Max, TouchOSC and scripts turn knobs: docs/daw-guide.md has them</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>OSC from</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>OSC port</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>OSC to</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Of the window; the form of the Train page follows at the next start</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Other computers may send, too</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Remote control</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>The UDP port at which messages come in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>The colours of the window</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Theme</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Who is told what changes, such as 192.168.1.20:9001; if empty, the last /hello</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Whoever said /hello last</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>&lt;b&gt;Built-in voice (S)&lt;/b&gt;&lt;br&gt;{what}&lt;br&gt;The arrow: voices, volume, metronome (M)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>A click on each beat, the first of a bar higher; never sent to the port, never exported</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Built-in voice	S</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Listen here, without a DAW</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Metronome	M</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>On: {heard}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Volume</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Volume of the built-in voice and the metronome</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>A click on each beat</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Bass program</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Built-in voice</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Chord program</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Hear the music here, without a DAW (S)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>How the melody sounds here and in sound files; chords and bass have their own</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Melody program</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Metronome</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>None</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Play through this computer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>The General MIDI instrument that is asked for at the port when playing starts, and in MIDI files. None leaves the instrument in your DAW as it is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>The first beat of a bar is higher (M); never sent, never exported</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>This part is not sent: give it a channel by the arrow beside the chords.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Voice</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source> (virtual)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source> BPM</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Bars that were not ready in time: {bars}. Latest message: {worst:.1f} ms late.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Choose a port</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Clock out, MIDI input, refresh the ports</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Finding the DAW's tempo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Listen to: clock, controllers, notes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Lit while MIDI goes out: {sent} messages so far</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Locked to the other clock</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Look for ports again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Looking for ports</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI activity</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI channel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI channel; its program is in Settings</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI output</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>No other program is in the Link session yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>No port is chosen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Nothing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Panic</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Panic: silence every note on every channel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Play</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Play (space)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Plays to</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Port state</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Send MIDI clock to the port</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Stop</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Stop and go to the first bar</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Sync</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Sync state</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Tap</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Tap the tempo (T)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Tempo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Tempo: drag up and down, turn the wheel, or type it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>The DAW's clock sets the tempo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>The clock was lost; going on at its last tempo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>The port is open</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Waiting for the DAW's clock: press play there, and send its clock to our input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>We lead: the DAW may follow our MIDI clock</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Where the melody goes: a port that we create, or one that is there</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Who leads: our own tempo, the DAW's MIDI clock, or Ableton Link</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Windows has no virtual ports: install loopMIDI, create a port there, choose it here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Wiring</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>ch {channel}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>late {bars}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>{port} has gone; it is opened again when it is back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>At the right: a root and a scale. The melody follows at the next bar.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Choose where it plays</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>First steps</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>I know my way: put these steps away</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Play into your DAW</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Press play</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Put the first steps away</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>The space bar, or the triangle at the top left: it sounds here. The arrow at the loudspeaker has voices and volume.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>The triangle at the top left, or the space bar.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>This computer has no sound device; hear it in your DAW: create the port LC Studio under “Plays to”, and choose it there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Turn the scale</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>“Plays to” above: create the port LC Studio, choose it in your DAW, and switch the loudspeaker off (S).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/amount.py" />
      <source>Double click: back to rest.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/amount.py" />
      <source>The model sees it at {after:.0f} %; before the edit at {before:.0f} %.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/amount.py" />
      <source>at rest</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/bars.py" />
      <source>bar {named}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/bars.py" />
      <source>bars {named}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/bars.py" />
      <source>{first} to {last}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/ideas.py" />
      <source>{name}: a click, or arrows and Enter, go back to it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/keyboard.py" />
      <source>Click notes in and out of the scale</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/keyboard.py" />
      <source>Notes that may sound</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/keyboard.py" />
      <source>{notes}; at {note}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Back to the default</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Copy {text}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Forget {learned}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Learn from a MIDI controller</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>No controller is learned</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Turned by {learned}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Type a value</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>move a controller</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>{text!r} is no value of {title}; type one from {low} to {high}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>{title}, exact value</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/note_keys.py" />
      <source>{note} · bar {bar}, beat {beat:g}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/note_keys.py" />
      <source>{}
Double-click to draw a note, drag to choose notes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/note_keys.py" />
      <source>{}
Drag to move, its end for the length, double-click to delete, L to lock; it cuts what it is put on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/note_keys.py" />
      <source>{}
Locked: choose it, and L unlocks it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>, {asked} asked for</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>A click locks it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Bar {bar}. {state}, a drag chooses bars, a right click offers more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Bar {bar}: {notes} notes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Drag the melody out from here, as a MIDI file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Drag to draw how many notes each bar is to have, double-click: as many as come</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Locked: a click unlocks it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Delete {what}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Leave the notes of every bar as they come</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Leave the notes of {bars} as they come</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Lock all the others</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Lock {bars}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Lock {what} (L)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Make {bars} anew</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Unlock everything</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Unlock {bars}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Unlock {what} (L)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>the note</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>{number} notes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_over.py" />
      <source>Drop to play this melody</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_picture.py" />
      <source>Next {number} bars</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_picture.py" />
      <source>Notes per bar</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>Piano roll</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>asked for: {counts} notes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>chosen: {notes}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>locked: {notes}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>{bars} chosen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>{bars} locked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>{number} notes in {bars} bars</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Copy as a MIDI file (Ctrl+C)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Empty this slot</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Empty: click to keep what plays, or drop a MIDI file here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Keep what plays here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Name of slot {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Paste a MIDI file here (Ctrl+V)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Rename (Ctrl+R)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Slot {number}: {value}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>empty</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>{name}: click to play it, drag it out as a MIDI file or into another slot (Ctrl copies), Ctrl+R to rename it, right click for more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/wipe.py" />
      <source>The left {value} % show the face before the edit.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/widgets/wipe.py" />
      <source>{share} % before</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/window.py" />
      <source>Dismiss</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/window.py" />
      <source>Dismiss this notice</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/window.py" />
      <source>Latent Constraints Studio</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/shared/view/window.py" />
      <source>{name} page</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Change faces with sliders</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Faces</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Light or dark, sound, remote control</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Loading {name}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Melody</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Models, versions, licences</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Play melodies with knobs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Teach the instrument: corpora, models, constraints</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>The live engine ended ({value}) and was started again; press play.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Train</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>no reason given</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/state/devices.py" />
      <source>MPS is the graphics processor of Macs with Apple silicon; this machine has none.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/state/devices.py" />
      <source>No NVIDIA graphics card that CUDA can use was found on this machine.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>Choose a folder of MIDI files to learn from.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>No such model comes with this version; train an image model first, and choose it here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>Say what the constraint rewards: add a rule, or choose a Python file or a file of likes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Nothing has been learned yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Stopped before it was finished.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>The file is torn or not a model of this program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Getting ready.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Nothing has been trained yet; start a training or choose a model of the library.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Saving, then it stops.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Stopped before it had learned anything.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>There is nothing to decode yet; samples come after its first save.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>Curves appear here while something is trained.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>Curves of the training</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>A melody then has to please this one as well</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Add a reward</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Choose</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>For example {example}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Parameter of the reward</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Remove this reward</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Reward</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>all of them (product)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>on average (mean)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>the worst of them (minimum)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source> min</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>What to do</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>a name for it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>until it is done</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Choose on the left what to train.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>New training</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Nothing is being trained</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Samples now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Save what was learned and stop</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Start</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>{left} left</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/samples.py" />
      <source>Play {lower}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/samples.py" />
      <source>Play {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Decode a few of its melodies or pictures and show them in the middle</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Delete this and everything that was made in its training</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Go on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Library</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Nothing here yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Play with it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>The Melody page goes on with this one</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Train longer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>What you train appears here. No weights come with this version.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>1 bar</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>16 bars</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>2 bars</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>32 bars</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>4 bars</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>8 bars</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Ableton Link</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Accent</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Backbeat</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Bass</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Beats</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Comes home</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Contour</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Dark</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Density</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Electric piano</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>End on the root of the scale, where one is asked for</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Everywhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Faces page</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Falling, level or rising over the 16 bars.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Fifties</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Flat</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Flute</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Four-four</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>From</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>From stepwise to leaping: how far a note is from the one before.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Gate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Highest</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How daring the choice of each note is: 0 takes the likeliest (the decoder's temperature).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How far the idea wanders from one 16 bars to the next.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How far the knobs may move the idea. Less stays close to the idea, more obeys the knobs (distance in latent space).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How hard a note without accent is played.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How many bars come back, as a share of all.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How many notes a bar has. Double click: as many as the idea has by itself.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How many notes start between the beats and are held over them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How much louder the accented notes are; the pattern says which.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How much of its written length a note sounds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How much velocities vary by chance, either way.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How strongly a rule that you taught moves the idea, such as your taste.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How strongly the idea is drawn to where real music lies, while neither a scale nor chords are asked for (guidance of the learned prior; without one, the realism constraint).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Humanise</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>In the presets</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>In the roll</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Internal</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Jazz</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Light</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Lowest</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>MIDI clock</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Melody page</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Minor</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Motion</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>My taste</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>No note outside the scale, whatever the idea says</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Off-beats</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>On a knob or slider</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>On a slot</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Organ</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Pluck</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Pop</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Reach</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Realism</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Repetition</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Semitones by which everything is sent higher or lower; 12 are an octave.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Strict</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Surprise</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Swing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Syncopation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>System</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>The highest note that is sent; what lies above moves down by octaves. Type a name, such as C6.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>The highest note; type a name such as G5, or a MIDI number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>The lowest note that is sent; what lies below moves up by octaves. Type a name, such as C2.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>The lowest note; type a name such as G3, or a MIDI number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>To</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Transpose</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Tresillo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Velocity</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Wander</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Where the second of two sixteenths falls: 50 % straight, 67 % a triplet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>all the way down, up</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>as it comes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>back to the default</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>blues</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>built-in voice on, off</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>by an octave</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>choose all notes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>choose no notes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>choose the note before, the next; with Shift one more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>chromatic</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>compare with the idea before</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>copy the slot, or what plays, as a MIDI file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>delete them</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>dorian</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>draw a note after them, or in the chosen bar</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>empty the slot</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>free</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>go back to what was before</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>go to a bar; with Shift choose up to there</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>harmonic minor</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>hear the one before, the next</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>keep what plays, or play what was kept</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>leave a field; panic</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>let chance turn the knobs of the group that is shown</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>lock or unlock the chosen notes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>lock or unlock what is chosen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>lock the idea</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>lydian</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>major</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>major pentatonic</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>make the chosen bars anew</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>make them shorter, longer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>melodic minor</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>metronome on, off</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>minor pentatonic</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>mixolydian</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>move chosen notes by a sixteenth or semitone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>move the clip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>natural minor</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>new face</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>new idea</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>notes/bar</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>off</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>on the photo: nearer, farther, all of it; Shift+arrows push it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>open a photo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>paste a MIDI file into the slot, or play it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>phrygian</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>play a slot</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>play, stop</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>presets</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>press the button with the focus</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>redo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>rename the clip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>rename, delete</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>reset all</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>save the knobs under a name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>see it before, and after</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>show these keys</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>st</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>stay with it, or with the first that was found</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>tap the tempo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>the face before, the next in the photo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>to the next control, back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>turn by a tenth of the range</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>turn; with Shift a tenth</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>type a value, or just type it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>undo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>vary</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>whole tone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>zoom in, out, show everything</source>
      <translation type="unfinished" />
    </message>
  </context>
</TS>
