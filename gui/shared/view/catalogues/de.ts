<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>studio</name>
    <message>
      <location filename="gui/faces/state/judge.py" />
      <source>The face finder ended unexpectedly; try again, perhaps with a smaller photo.</source>
      <translation>Die Gesichtersuche endete unerwartet; versuche es noch einmal, vielleicht mit einem kleineren Foto.</translation>
    </message>
    <message>
      <location filename="gui/faces/state/judge.py" />
      <source>The face in {name} is too small; come closer, or give a larger photo.</source>
      <translation>Das Gesicht in {name} ist zu klein; geh näher heran oder nimm ein größeres Foto.</translation>
    </message>
    <message>
      <location filename="gui/faces/state/load.py" />
      <source>Faces need trained weights, which are missing: {names}. Train them as docs/images.md says, and put them into {folder}.</source>
      <translation>Gesichter brauchen trainierte Gewichte, die fehlen: {names}. Trainiere sie wie in docs/images.md beschrieben und lege sie in {folder}.</translation>
    </message>
    <message>
      <location filename="gui/faces/state/model.py" />
      <source>This face is not that of a photo; open one.</source>
      <translation>Dieses Gesicht ist nicht aus einem Foto; öffne eines.</translation>
    </message>
    <message>
      <location filename="gui/faces/state/model.py" />
      <source>sample {number}</source>
      <translation>Zufallsgesicht {number}</translation>
    </message>
    <message>
      <location filename="gui/faces/state/model.py" />
      <source>{name} is the photo itself, which is never written over; choose another name.</source>
      <translation>{name} ist das Foto selbst, das nie überschrieben wird; wähle einen anderen Namen.</translation>
    </message>
    <message>
      <location filename="gui/faces/state/model.py" />
      <source>{name}, variation {number}</source>
      <translation>{name}, Variation {number}</translation>
    </message>
    <message>
      <location filename="gui/faces/state/session.py" />
      <source>Nothing in {name} is changed yet; move a slider first.</source>
      <translation>In {name} ist noch nichts geändert; bewege zuerst einen Schieber.</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>Loading the model of faces.</source>
      <translation>Das Modell für Gesichter wird geladen.</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>Looking for faces in {name}.</source>
      <translation>Suche Gesichter in {name}.</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>Refining {name}</source>
      <translation>Verfeinere {name}</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>Saved {path}</source>
      <translation>Gespeichert: {path}</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>Saving {name}</source>
      <translation>Speichere {name}</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>The edit is still being made; save it in a moment.</source>
      <translation>Die Bearbeitung läuft noch; speichere sie gleich.</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>There is no face yet; open a photo or sample one.</source>
      <translation>Noch gibt es kein Gesicht; öffne ein Foto oder nimm ein neues Gesicht.</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>{name} shows {faces} faces, {small} of them too small; the largest is chosen, click another one.</source>
      <translation>{name} zeigt {faces} Gesichter, {small} davon zu klein; das größte ist gewählt, klicke auf ein anderes.</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>{name} shows {faces} faces; the largest is chosen, click another one.</source>
      <translation>{name} zeigt {faces} Gesichter; das größte ist gewählt, klicke auf ein anderes.</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>{saved}: {said}</source>
      <translation>{saved}: {said}</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>{what}: {share:.0f} %.</source>
      <translation>{what}: {share:.0f} %.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>A face that never existed (N)</source>
      <translation>Ein Gesicht, das es nie gab (N)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Animation (*.gif);;Animation (*.webp);;Animation (*.png)</source>
      <translation>Animation (*.gif);;Animation (*.webp);;Animation (*.png)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Drag to the right to see the reconstruction under the edit</source>
      <translation>Nach rechts ziehen zeigt die Rekonstruktion unter der Bearbeitung</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Drop a photo here.</source>
      <translation>Zieh ein Foto hierher.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Edit</source>
      <translation>Bearbeitung</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Faces kept by the studio (*.safetensors)</source>
      <translation>Gesichter des Studios (*.safetensors)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Faces that resemble this one, with the same sliders (V)</source>
      <translation>Gesichter, die diesem ähneln, mit denselben Schiebern (V)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Find a face in a photo (O); or drop the photo on the page</source>
      <translation>Ein Gesicht in einem Foto finden (O); oder zieh das Foto auf die Seite</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Keep this face and its sliders</source>
      <translation>Dieses Gesicht mit seinen Schiebern behalten</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>New face</source>
      <translation>Neues Gesicht</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Nothing to redo.</source>
      <translation>Nichts zu wiederholen.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Nothing to undo yet.</source>
      <translation>Noch nichts rückgängig zu machen.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Open a face that was kept</source>
      <translation>Behaltenes Gesicht öffnen</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Open a photo</source>
      <translation>Foto öffnen</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Original</source>
      <translation>Original</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Photo (*.png *.jpg *.jpeg)</source>
      <translation>Foto (*.png *.jpg *.jpeg)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Photos (*.jpg *.jpeg *.png *.webp *.avif *.tif *.tiff *.bmp *.gif);;All files (*)</source>
      <translation>Fotos (*.jpg *.jpeg *.png *.webp *.avif *.tif *.tiff *.bmp *.gif);;Alle Dateien (*)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Picture (*.png)</source>
      <translation>Bild (*.png)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Reconstruction</source>
      <translation>Rekonstruktion</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Redo</source>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Redo (Ctrl+Shift+Z)</source>
      <translation>Wiederholen (Strg+Umschalt+Z)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Save all three side by side</source>
      <translation>Alle drei nebeneinander speichern</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Save an animation from before to after</source>
      <translation>Animation von vorher nach nachher speichern</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Save and open</source>
      <translation>Speichern und öffnen</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Save the edit as a picture</source>
      <translation>Bearbeitung als Bild speichern</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Save the photo with its edits, at full size</source>
      <translation>Bearbeitetes Foto in voller Größe speichern</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Save the picture, an animation or the face itself</source>
      <translation>Bild, Animation oder das Gesicht selbst speichern</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Share that is done</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>The photo, as large as the model sees it; drop one here</source>
      <translation>Das Foto, so groß wie das Modell es sieht; zieh eines hierher</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Undo (Ctrl+Z)</source>
      <translation>Rückgängig (Strg+Z)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Variations</source>
      <translation>Variationen</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Vary</source>
      <translation>Variieren</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>What the model keeps of it: edits begin here</source>
      <translation>Was das Modell davon behält: hier setzt die Bearbeitung an</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>as it is</source>
      <translation>wie es ist</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>photo</source>
      <translation>Foto</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>sampled</source>
      <translation>zufällig</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>100 % is the distance between two unrelated faces.</source>
      <translation>100 % ist der Abstand zwischen zwei fremden Gesichtern.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Asked for</source>
      <translation>Verlangt</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Distance of the persons</source>
      <translation>Abstand der Personen</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Distance of the two persons as dlib sees them: below 0.60 it takes them for one.</source>
      <translation>Abstand der beiden Personen, wie dlib sie sieht: unter 0.60 hält es sie für eine.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Move a slider, and the persons are compared.</source>
      <translation>Bewege einen Schieber, und die Personen werden verglichen.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Moved {share:.0f} % of the way to an unrelated face, as far as it may.</source>
      <translation>{share:.0f} % des Wegs zu einem fremden Gesicht zurückgelegt, so weit wie erlaubt.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Moved {share:.0f} % of the way to an unrelated face.</source>
      <translation>{share:.0f} % des Wegs zu einem fremden Gesicht zurückgelegt.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>No slider is moved.</source>
      <translation>Kein Schieber ist bewegt.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Nothing yet.</source>
      <translation>Noch nichts.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Probability as the model itself sees it, and by how many points it changed.</source>
      <translation>Wahrscheinlichkeit, wie das Modell selbst sie sieht, und um wie viele Punkte sie sich änderte.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Reconstruction: {now:.1f} dB like the photo's pixels, {before:.1f} dB before refining.</source>
      <translation>Rekonstruktion: {now:.1f} dB Ähnlichkeit mit den Pixeln des Fotos, {before:.1f} dB vor dem Verfeinern.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Reconstruction: {now:.2f} from the photo, {before:.2f} before refining.</source>
      <translation>Rekonstruktion: {now:.2f} vom Foto entfernt, {before:.2f} vor dem Verfeinern.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>The person</source>
      <translation>Die Person</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>The persons are being compared.</source>
      <translation>Die Personen werden verglichen.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>What else changed</source>
      <translation>Was sich sonst änderte</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>What was asked for</source>
      <translation>Was verlangt wurde</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>somebody else</source>
      <translation>jemand anders</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>still the same person</source>
      <translation>noch dieselbe Person</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>the same person</source>
      <translation>dieselbe Person</translation>
    </message>
    <message>
      <location filename="gui/faces/view/photo.py" />
      <source>Drag to see the photo before (B); wheel, +, - and 0 zoom, then a drag pushes it; click another face to edit it</source>
      <translation>Ziehen zeigt das Foto vorher (B); Rad, +, - und 0 zoomen, dann schiebt Ziehen es; Klick auf ein anderes Gesicht bearbeitet dieses</translation>
    </message>
    <message>
      <location filename="gui/faces/view/photo.py" />
      <source>Face {number} of {faces}</source>
      <translation>Gesicht {number} von {faces}</translation>
    </message>
    <message>
      <location filename="gui/faces/view/photo.py" />
      <source>Photo</source>
      <translation>Foto</translation>
    </message>
    <message>
      <location filename="gui/faces/view/photo.py" />
      <source>Reading {name}.</source>
      <translation>{name} wird gelesen.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Every slider is at rest.</source>
      <translation>Alle Schieber sind in Ruhe.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>How far the edit may go; 100 % lets it go as far as it likes. Less stays closer to the person</source>
      <translation>Wie weit die Bearbeitung gehen darf; bei 100 % so weit sie will. Weniger bleibt näher an der Person</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>How strongly the edit is drawn to where real faces lie; counts once a slider is moved</source>
      <translation>Wie stark die Bearbeitung dorthin gezogen wird, wo echte Gesichter liegen; zählt, sobald ein Schieber bewegt ist</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>May move</source>
      <translation>Spielraum</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Put every slider to rest (R)</source>
      <translation>Alle Schieber in Ruhe bringen (R)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Realism</source>
      <translation>Realismus</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Rebuilt</source>
      <translation>Rekonstr.</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Reset all</source>
      <translation>Alle zurücksetzen</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Start from</source>
      <translation>Basis</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Start from the photo: only what the edit changes is added to it, and its detail stays</source>
      <translation>Vom Foto ausgehen: nur was sich ändert, kommt hinzu, und seine Details bleiben</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Start from the reconstruction: the face as the model makes it, softer but all of it</source>
      <translation>Von der Rekonstruktion ausgehen: das Gesicht, wie das Modell es macht, weicher, aber ganz</translation>
    </message>
    <message>
      <location filename="gui/melody/state/by_hand.py" />
      <source>Another melody is being made; {instead} as soon as it is there.</source>
      <translation>Eine andere Melodie wird gemacht; {instead}, sobald sie da ist.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/by_hand.py" />
      <source>The bars were not made anew, since the music went on meanwhile; press R again.</source>
      <translation>Die Takte wurden nicht neu gemacht, da die Musik inzwischen weiterlief; drücke noch einmal R.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/by_hand.py" />
      <source>The {bars} bars are being made; lock some as soon as they are there.</source>
      <translation>Die {bars} Takte werden gemacht; sperre welche, sobald sie da sind.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/by_hand.py" />
      <source>There is no melody now whose bars could be locked.</source>
      <translation>Jetzt gibt es keine Melodie, deren Takte gesperrt werden könnten.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/by_hand.py" />
      <source>These bars are locked; unlock them to make them anew.</source>
      <translation>Diese Takte sind gesperrt; entsperre sie, um sie neu zu machen.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/by_hand.py" />
      <source>edit that one</source>
      <translation>bearbeite jene</translation>
    </message>
    <message>
      <location filename="gui/melody/state/by_hand.py" />
      <source>press R</source>
      <translation>drücke R</translation>
    </message>
    <message>
      <location filename="gui/melody/state/elsewhere.py" />
      <source>The melody model ended unexpectedly, twice; close other programs, which may need its memory, and try again.</source>
      <translation>Das Melodiemodell endete zweimal unerwartet; schließe andere Programme, die seinen Speicher brauchen, und versuche es noch einmal.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/files.py" />
      <source>The first of {clips} clips was taken.</source>
      <translation>Der erste von {clips} Clips wurde übernommen.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/files.py" />
      <source>The first {taken} of {bars} bars were taken.</source>
      <translation>Die ersten {taken} von {bars} Takten wurden übernommen.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/files.py" />
      <source>The notes were changed since the studio wrote them; they were taken without idea and knobs.</source>
      <translation>Die Noten wurden geändert, seit das Studio sie schrieb; sie wurden ohne Idee und Regler übernommen.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/files.py" />
      <source>What the studio wrote beside the notes cannot be read; the notes alone were taken.</source>
      <translation>Was das Studio neben die Noten schrieb, ist nicht lesbar; nur die Noten wurden übernommen.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/files.py" />
      <source>{name} is in {key}.</source>
      <translation>{name} steht in {key}.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/files.py" />
      <source>{name}: choose a name that ends in .mid, .wav or .png.</source>
      <translation>{name}: wähle einen Namen, der auf .mid, .wav oder .png endet.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/inference.py" />
      <source>No learned prior fits this melody model; use the model that ships, or train a prior for this one.</source>
      <translation>Kein gelernter Prior passt zu diesem Melodiemodell; nimm das mitgelieferte Modell oder trainiere einen Prior für dieses.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/music.py" />
      <source>The idea is locked; unlock it first (L).</source>
      <translation>Die Idee ist gesperrt; entsperre sie zuerst (L).</translation>
    </message>
    <message>
      <location filename="gui/melody/state/music.py" />
      <source>The idea of the last session belongs to another model; a new one plays.</source>
      <translation>Die Idee der letzten Sitzung gehört zu einem anderen Modell; eine neue spielt.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/music.py" />
      <source>The model is still being loaded.</source>
      <translation>Das Modell wird noch geladen.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/music.py" />
      <source>There is nothing to vary yet; wait until a melody plays.</source>
      <translation>Noch gibt es nichts zu variieren; warte, bis eine Melodie spielt.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/offers.py" />
      <source>Use its chords</source>
      <translation>Dessen Akkorde nutzen</translation>
    </message>
    <message>
      <location filename="gui/melody/state/offers.py" />
      <source>Use {key}</source>
      <translation>{key} nutzen</translation>
    </message>
    <message>
      <location filename="gui/melody/state/offers.py" />
      <source>{name} has the chords {chords}.</source>
      <translation>{name} hat die Akkorde {chords}.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/offers.py" />
      <source>{root} {scale}</source>
      <translation>{root} {scale}</translation>
    </message>
    <message>
      <location filename="gui/melody/state/played.py" />
      <source>Choose a MIDI input first, with the sliders in the strip above; then play chords in.</source>
      <translation>Wähle zuerst einen MIDI-Eingang, mit den Reglern in der Leiste oben; spiele dann Akkorde ein.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/played.py" />
      <source>No chord was recognised; the chords stay as they are.</source>
      <translation>Kein Akkord wurde erkannt; die Akkorde bleiben, wie sie sind.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/played.py" />
      <source>You play in {key}.</source>
      <translation>Du spielst in {key}.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>The name of a preset must be a text, and its tags a list of texts.</source>
      <translation>Der Name eines Presets muss ein Text sein, und seine Tags eine Liste von Texten.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>There is a preset {name!r} already; choose another name.</source>
      <translation>Ein Preset {name!r} gibt es schon; wähle einen anderen Namen.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>any notes</source>
      <translation>alle Noten</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>chords {chords}</source>
      <translation>Akkorde {chords}</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>off</source>
      <translation>aus</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>{knob} {value}</source>
      <translation>{knob} {value}</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>{name!r} is no name for a preset; give it one of 1 to {most} letters.</source>
      <translation>{name!r} ist kein Name für ein Preset; gib ihm einen von 1 bis {most} Zeichen.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>{number} {unit}</source>
      <translation>{number} {unit}</translation>
    </message>
    <message>
      <location filename="gui/melody/state/reasons.py" />
      <source>Choose a scale first: strict bars the notes outside it.</source>
      <translation>Wähle zuerst eine Skala: „Streng“ sperrt die Noten außerhalb.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/reasons.py" />
      <source>Locked: unlock the idea and it wanders.</source>
      <translation>Gesperrt: entsperrt wandert die Idee weiter.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/reasons.py" />
      <source>No rule of your own is loaded: teach one on the Train page, from your thumbs or a reward, and use it.</source>
      <translation>Keine eigene Regel ist geladen: lehre eine auf der Seite Training, aus deinen Daumen oder einer Belohnung, und nutze sie.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/reasons.py" />
      <source>Only a wandering idea evolves.</source>
      <translation>Nur eine wandernde Idee entwickelt sich.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/remote.py" />
      <source>Listens at port {port}, {where}; tells {told}.</source>
      <translation>Empfängt an Port {port}, {where}; meldet an {told}.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/remote.py" />
      <source>OSC: nobody listens at {where}; say /hello from there again.</source>
      <translation>OSC: niemand empfängt an {where}; sende von dort noch einmal /hello.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/remote.py" />
      <source>Off: nothing listens and nothing is sent.</source>
      <translation>Aus: es wird nichts empfangen und nichts gesendet.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/remote.py" />
      <source>from this computer and its network</source>
      <translation>von diesem Rechner und seinem Netz</translation>
    </message>
    <message>
      <location filename="gui/melody/state/remote.py" />
      <source>from this computer only</source>
      <translation>nur von diesem Rechner</translation>
    </message>
    <message>
      <location filename="gui/melody/state/remote.py" />
      <source>nobody until somebody says /hello</source>
      <translation>niemanden, bis jemand /hello sendet</translation>
    </message>
    <message>
      <location filename="gui/melody/state/saving.py" />
      <source>{name} was given up.</source>
      <translation>{name} wurde abgebrochen.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>All slots are empty; keep something in one first.</source>
      <translation>Alle Slots sind leer; behalte zuerst etwas in einem.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>The locked bars were let go for the file; undo brings them back.</source>
      <translation>Die gesperrten Takte wurden für die Datei freigegeben; Rückgängig bringt sie zurück.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>There is no melody to judge yet.</source>
      <translation>Noch gibt es keine Melodie zu bewerten.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>There is no melody to keep yet.</source>
      <translation>Noch gibt es keine Melodie zu behalten.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>There is no other idea to compare with yet.</source>
      <translation>Noch gibt es keine andere Idee zum Vergleichen.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>{name} belongs to another model.</source>
      <translation>{name} gehört zu einem anderen Modell.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>{name} is still being written; wait for it, or cancel it.</source>
      <translation>{name} wird noch geschrieben; warte darauf oder brich es ab.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/setting.py" />
      <source>The rows of an idea must have as many numbers each.</source>
      <translation>Die Zeilen einer Idee müssen gleich viele Zahlen haben.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Cannot delete {name}: {why}.</source>
      <translation>{name} kann nicht gelöscht werden: {why}.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Mark {down} more down first.</source>
      <translation>Bewerte zuerst noch {down} mit Daumen runter.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Mark {up} more up and {down} more down first.</source>
      <translation>Bewerte zuerst noch {up} mit Daumen hoch und {down} mit Daumen runter.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Mark {up} more up first.</source>
      <translation>Bewerte zuerst noch {up} mit Daumen hoch.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>No taste of yours plays now; learn one from your thumbs first.</source>
      <translation>Jetzt spielt kein Geschmack von dir; lerne zuerst einen aus deinen Daumen.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Nothing was learned; the thumbs stay.</source>
      <translation>Es wurde nichts gelernt; die Daumen bleiben.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Preparing: 30 s</source>
      <translation>Vorlauf: 30 s</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Stopping</source>
      <translation>Hält an</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Your taste is being learned in a process of its own; before its first update it hears 128 ideas.</source>
      <translation>Dein Geschmack wird in einem eigenen Prozess gelernt; vor der ersten Anpassung hört er 128 Ideen.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>{left} left</source>
      <translation>noch {left}</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>{marks} marks</source>
      <translation>{marks} Daumen</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>{marks} of {needed}</source>
      <translation>{marks} von {needed}</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>{up} liked and {down} not; at least {least} of each are needed, and twenty say more.</source>
      <translation>{up} gefallen, {down} nicht; nötig sind je mindestens {least}, und zwanzig sagen mehr.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>“{name}” is learned and on: the ear beside the thumbs compares.</source>
      <translation>„{name}“ ist gelernt und an: das Ohr neben den Daumen vergleicht.</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>“{name}” is learned, for another melody model than the one that plays.</source>
      <translation>„{name}“ ist gelernt, aber für ein anderes Melodiemodell als das, das spielt.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Another part is sent on this channel</source>
      <translation>Auf diesem Kanal wird eine andere Stimme gesendet</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords</source>
      <translation>Akkorde</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords of the MIDI input: in time with the song; if it stands still, each is a bar.</source>
      <translation>Akkorde vom MIDI-Eingang: im Takt des Songs; steht er still, ist jeder ein Takt.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords that you play on a MIDI keyboard: in time while the song plays, one a bar while it stands still</source>
      <translation>Akkorde, die du auf einem MIDI-Keyboard spielst: im Takt, während der Song läuft, je Takt einer, während er steht</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords to follow, which go round: | parts bars, and chords of one bar share its beats. Roman numerals (ii7 V7 I) stand in the major key of the root. Enter applies, Escape leaves it.</source>
      <translation>Akkorde, die im Kreis befolgt werden: | trennt Takte, Akkorde eines Takts teilen sich dessen Schläge. Stufen (ii7 V7 I) stehen in der Durtonart des Grundtons. Enter übernimmt, Escape verlässt das Feld.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords, such as  Am7 | F | C/E | G7  or  ii7 | V7 | I</source>
      <translation>Akkorde, etwa  Am7 | F | C/E | G7  oder  ii7 | V7 | I</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>No chords</source>
      <translation>Keine Akkorde</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Play chords in from MIDI</source>
      <translation>Akkorde per MIDI einspielen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Play chords: Enter takes them, Escape leaves them</source>
      <translation>Spiele Akkorde: Enter übernimmt sie, Escape verwirft sie</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Progressions to start from; chords that are played in</source>
      <translation>Akkordfolgen für den Anfang; Akkorde einspielen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Send a bass of their roots</source>
      <translation>Bass aus ihren Grundtönen senden</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Send the chords</source>
      <translation>Akkorde senden</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Take the chords that were played (Enter)</source>
      <translation>Die gespielten Akkorde übernehmen (Enter)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>channel {}</source>
      <translation>Kanal {}</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>not</source>
      <translation>nicht</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>All slots are empty: keep something in one first</source>
      <translation>Alle Slots sind leer: behalte zuerst etwas in einem</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Copied {name}: paste it into a DAW, a folder or a slot.</source>
      <translation>{name} ist kopiert: füge es in eine DAW, einen Ordner oder einen Slot ein.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Export</source>
      <translation>Exportieren</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Export all slots</source>
      <translation>Alle Slots exportieren</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Export all slots as one MIDI file</source>
      <translation>Alle Slots als eine MIDI-Datei exportieren</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Export what plays</source>
      <translation>Exportieren, was spielt</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Load a preset</source>
      <translation>Preset laden</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Load a preset file</source>
      <translation>Preset-Datei laden</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>MIDI file (*.mid)</source>
      <translation>MIDI-Datei (*.mid)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>MIDI files (*.mid *.midi *.kar *.rmi *.smf)</source>
      <translation>MIDI-Dateien (*.mid *.midi *.kar *.rmi *.smf)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Notes on the sixteenths, whole and all as loud, in place of what is heard: swing, gate, accents, humanise</source>
      <translation>Noten auf den Sechzehnteln, ganz und gleich laut, statt wie gehört mit Swing, Gate, Akzenten, Humanisierung</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>One after another, each on a track of its own</source>
      <translation>Nacheinander, jeder auf einer eigenen Spur</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Open a MIDI file</source>
      <translation>MIDI-Datei öffnen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Picture of the roll (*.png)</source>
      <translation>Bild der Piano-Rolle (*.png)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Plain grid in MIDI files</source>
      <translation>Reines Raster in MIDI-Dateien</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Presets</source>
      <translation>Presets</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Presets (*.json)</source>
      <translation>Presets (*.json)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Save a preset</source>
      <translation>Preset speichern</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Save the knobs as a preset file</source>
      <translation>Regler als Preset-Datei speichern</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Sound (*.wav)</source>
      <translation>Klang (*.wav)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>There is no file on the clipboard; copy a MIDI file first.</source>
      <translation>In der Zwischenablage ist keine Datei; kopiere zuerst eine MIDI-Datei.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>This slot is empty; there is nothing to copy.</source>
      <translation>Dieser Slot ist leer; es gibt nichts zu kopieren.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Choose bars first: drag along the numbers above the roll, or go there by shift and arrows.</source>
      <translation>Wähle zuerst Takte: ziehe über die Zahlen über der Piano-Rolle, oder nimm Umschalt und Pfeile.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Compare with the idea before</source>
      <translation>Mit der Idee davor vergleichen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Compare with {other} (B)</source>
      <translation>Mit {other} vergleichen (B)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Dislike</source>
      <translation>Gefällt mir nicht</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Export, open a MIDI file, presets</source>
      <translation>Exportieren, eine MIDI-Datei öffnen, Presets</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Files and presets</source>
      <translation>Dateien und Presets</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Go on from a neighbour of this idea (V)</source>
      <translation>Mit einem Nachbarn dieser Idee weiterspielen (V)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Go on from an idea that was never heard (N)</source>
      <translation>Mit einer nie gehörten Idee weiterspielen (N)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>I like this one: your taste can be learned from it</source>
      <translation>Gefällt mir: daraus kann dein Geschmack gelernt werden</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Like</source>
      <translation>Gefällt mir</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Listening</source>
      <translation>Höre zu</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Loading the model</source>
      <translation>Modell wird geladen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Lock the idea</source>
      <translation>Idee sperren</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Locked: unlock the idea first.</source>
      <translation>Gesperrt: entsperre zuerst die Idee.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>New idea</source>
      <translation>Neue Idee</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>No other idea yet.</source>
      <translation>Noch keine andere Idee.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Not this one</source>
      <translation>Diese nicht</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Stay with this idea (L)</source>
      <translation>Bei dieser Idee bleiben (L)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>The last ideas</source>
      <translation>Die letzten Ideen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>A collection that the model has learned from: melodies of its kind</source>
      <translation>Eine Sammlung, aus der das Modell gelernt hat: Melodien ihrer Art</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>A turn lands at the</source>
      <translation>Drehung greift</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Accent pattern</source>
      <translation>Akzente</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>CC {number}, channel {channel}</source>
      <translation>CC {number}, Kanal {channel}</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Choose a MIDI input first, with the sliders in the strip above; then learn again.</source>
      <translation>Wähle zuerst einen MIDI-Eingang, mit den Reglern in der Leiste oben; lerne dann noch einmal.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Groups of knobs</source>
      <translation>Gruppen von Reglern</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>How the music goes on</source>
      <translation>Wie die Musik weitergeht</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Key and scale</source>
      <translation>Tonart und Skala</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Key and scale  ·  lands at the next bar</source>
      <translation>Tonart und Skala  ·  ab dem nächsten Takt</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Lands</source>
      <translation>Greift</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Length</source>
      <translation>Länge</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Length of the clip: a short one is made as a loop, 32 bars are two halves that are related</source>
      <translation>Länge des Clips: ein kurzer wird als Loop gemacht, 32 Takte sind zwei verwandte Hälften</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Let chance turn the knobs of this group</source>
      <translation>Die Regler dieser Gruppe würfeln</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Let chance turn the knobs of this group, within what sounds good (Shift+R)</source>
      <translation>Die Regler dieser Gruppe würfeln, im Rahmen dessen, was gut klingt (Umschalt+R)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Presets: knobs under a name, to hear, choose and save (P)</source>
      <translation>Presets: Regler unter einem Namen, zum Hören, Wählen und Speichern (P)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Root</source>
      <translation>Grundton</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Scale</source>
      <translation>Skala</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Style</source>
      <translation>Stil</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>The music</source>
      <translation>Die Musik</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>The scale's first note</source>
      <translation>Der erste Ton der Skala</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>When a turned knob is heard</source>
      <translation>Wann ein gedrehter Regler zu hören ist</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Which notes may sound</source>
      <translation>Welche Noten klingen dürfen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Which sixteenths of a bar are louder; the knob Accent says by how much</source>
      <translation>Welche Sechzehntel eines Takts lauter sind; der Regler Akzent sagt, um wie viel</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>any style</source>
      <translation>jeder Stil</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>notes of my own</source>
      <translation>eigene Noten</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Arrows to hear one, Enter to stay with it, Esc to go back. The idea stays as it is.</source>
      <translation>Pfeile zum Hören, Enter zum Bleiben, Esc zurück. Die Idee bleibt, wie sie ist.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Bring back</source>
      <translation>Zurückholen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Choose a preset first.</source>
      <translation>Wähle zuerst ein Preset.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Delete it (Ctrl+D)</source>
      <translation>Löschen (Strg+D)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Find a preset</source>
      <translation>Preset suchen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Find by name or tag</source>
      <translation>Nach Name oder Tag suchen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Give it another name and other tags (Ctrl+R)</source>
      <translation>Anderer Name und andere Tags (Strg+R)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Name of the preset</source>
      <translation>Name des Presets</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>No preset has these words in its name or tags.</source>
      <translation>Kein Preset hat diese Wörter im Namen oder in den Tags.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Presets that were found</source>
      <translation>Gefundene Presets</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Rename</source>
      <translation>Umbenennen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Save it (Enter); Esc leaves it</source>
      <translation>Speichern (Enter); Esc verlässt es</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Save the knobs as they are, under a name (Ctrl+S)</source>
      <translation>Die Regler, wie sie sind, unter einem Namen speichern (Strg+S)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Stay with what is heard (Enter)</source>
      <translation>Bei dem bleiben, was zu hören ist (Enter)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Tags of the preset</source>
      <translation>Tags des Presets</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Tags, such as slow, folk</source>
      <translation>Tags, etwa slow, folk</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>This one comes with the studio: save it under a name of your own to change it.</source>
      <translation>Dieses kommt mit dem Studio: speichere es unter eigenem Namen, um es zu ändern.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Undo: {name} is there again</source>
      <translation>Rückgängig: {name} ist wieder da</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Use</source>
      <translation>Nutzen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/saving.py" />
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/saving.py" />
      <source>Writing {name}</source>
      <translation>{name} wird geschrieben</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Answers what I play</source>
      <translation>Antwortet mir</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Form</source>
      <translation>Form</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Idea</source>
      <translation>Idee</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>New idea every 16 bars</source>
      <translation>Alle 16 Takte neu</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Next bar</source>
      <translation>Folgetakt</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Next sixteenth</source>
      <translation>Folge-16tel</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Repeats</source>
      <translation>Wiederholt sich</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Sound</source>
      <translation>Klang</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Wanders on</source>
      <translation>Wandert weiter</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Compare with and without my taste</source>
      <translation>Mit und ohne meinen Geschmack vergleichen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Forget</source>
      <translation>Vergessen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Forget {name}</source>
      <translation>{name} vergessen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Forget {name}? What was learned is deleted; the thumbs stay.</source>
      <translation>{name} vergessen? Das Gelernte wird gelöscht; die Daumen bleiben.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Hear it with your taste</source>
      <translation>Mit deinem Geschmack hören</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Hear it without your taste</source>
      <translation>Ohne deinen Geschmack hören</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Learn my taste</source>
      <translation>Lerne davon</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Learn what you like from the thumbs, while it plays</source>
      <translation>Aus den Daumen lernen, was du magst, während es spielt</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Name or forget my taste</source>
      <translation>Meinen Geschmack benennen oder vergessen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Name or forget your taste</source>
      <translation>Deinen Geschmack benennen oder vergessen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>No taste of yours plays yet: learn one from your thumbs.</source>
      <translation>Noch spielt kein Geschmack von dir: lerne einen aus deinen Daumen.</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Rename my taste</source>
      <translation>Meinen Geschmack umbenennen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Rename {name}</source>
      <translation>{name} umbenennen</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Stop learning; the music goes on</source>
      <translation>Lernen abbrechen; die Musik läuft weiter</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>This rule was not learned from thumbs; see the Train page</source>
      <translation>Diese Regel wurde nicht aus Daumen gelernt; siehe die Seite Training</translation>
    </message>
    <message>
      <location filename="gui/shared/state/sound.py" />
      <source>This computer has no sound device: choose a MIDI port above to hear this in your DAW.</source>
      <translation>Dieser Rechner hat kein Tongerät: wähle oben einen MIDI-Port, um es in deiner DAW zu hören.</translation>
    </message>
    <message>
      <location filename="gui/shared/state/transport.py" />
      <source>No MIDI port is chosen: choose one above to hear this in your DAW, or listen with the loudspeaker.</source>
      <translation>Kein MIDI-Port ist gewählt: wähle oben einen, um es in deiner DAW zu hören, oder höre mit dem Lautsprecher.</translation>
    </message>
    <message>
      <location filename="gui/shared/state/transport.py" />
      <source>{source} comes in at an input: choose one in the settings of the strip.</source>
      <translation>{source} kommt an einem Eingang an: wähle einen in den Einstellungen der Leiste.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>About</source>
      <translation>Über</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>After Engel, Hoffman, Roberts: [Latent Constraints]({paper}), 2017.</source>
      <translation>Nach Engel, Hoffman, Roberts: [Latent Constraints]({paper}), 2017.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Licence</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Model cards</source>
      <translation>Modellkarten</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Models</source>
      <translation>Modelle</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>No weights come with this version; train some on the Train page.</source>
      <translation>Diese Version bringt keine Gewichte mit; trainiere welche auf der Seite Training.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Stands on</source>
      <translation>Baut auf</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Turn *scale* and *density* and hear 16-bar melodies change: a generative model that is learned once, and constraints that are learned afterwards in its latent space.</source>
      <translation>Drehe an *Skala* und *Dichte* und höre, wie sich 16-taktige Melodien ändern: ein generatives Modell, das einmal gelernt wird, und Constraints, die danach in seinem latenten Raum gelernt werden.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Version</source>
      <translation>Version</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Versions and licences</source>
      <translation>Versionen und Lizenzen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/keys.py" />
      <source>Esc closes this</source>
      <translation>Esc schließt dies</translation>
    </message>
    <message>
      <location filename="gui/shared/view/keys.py" />
      <source>Keys</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <location filename="gui/shared/view/keys.py" />
      <source>Keys of the studio</source>
      <translation>Tasten des Studios</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>A MIDI program change that comes in recalls a slot: program 1 the first</source>
      <translation>Ein eingehender MIDI-Programmwechsel ruft einen Slot ab: Programm 1 den ersten</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>Knobs sent back to</source>
      <translation>Regler melden an</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>Nobody</source>
      <translation>Niemand</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>Off</source>
      <translation>Aus</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>On any channel</source>
      <translation>Auf jedem Kanal</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>On channel {channel}</source>
      <translation>Auf Kanal {channel}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>Slots by program</source>
      <translation>Slots per Programm</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>The output of the controller that turns knobs: its rings and motor faders follow whatever turns them. Off until you choose it, since a port that leads back to us, such as a bus, is no controller</source>
      <translation>Der Ausgang zum Controller, der Regler dreht: seine Ringe und Motorfader folgen allem, was sie dreht. Aus, bis du ihn wählst, denn ein Port, der zu uns zurückführt, etwa ein Bus, ist kein Controller</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Anyone in your network may then turn the knobs</source>
      <translation>Jeder in deinem Netzwerk kann dann die Regler drehen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Listen for OSC messages</source>
      <translation>OSC-Nachrichten empfangen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Max, TouchOSC and scripts turn knobs: docs/daw-guide.md has them</source>
      <translation>Max, TouchOSC und Skripte drehen Regler: siehe docs/daw-guide.md</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>OSC from</source>
      <translation>OSC von</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>OSC port</source>
      <translation>OSC-Port</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>OSC to</source>
      <translation>OSC an</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Of the window; the form of the Train page follows at the next start</source>
      <translation>Des Fensters; das Formular der Seite Training folgt beim nächsten Start</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Other computers may send, too</source>
      <translation>Auch andere Rechner dürfen senden</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Remote control</source>
      <translation>Fernsteuerung</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Settings</source>
      <translation>Setup</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>The UDP port at which messages come in</source>
      <translation>Der UDP-Port, an dem Nachrichten ankommen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>The colours of the window</source>
      <translation>Die Farben des Fensters</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Theme</source>
      <translation>Farben</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Who is told what changes, such as 192.168.1.20:9001; if empty, the last /hello</source>
      <translation>Wem gesagt wird, was sich ändert, etwa 192.168.1.20:9001; leer: das letzte /hello</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Whoever said /hello last</source>
      <translation>Wer zuletzt /hello sagte</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>&lt;b&gt;Built-in voice (S)&lt;/b&gt;&lt;br&gt;{what}&lt;br&gt;The arrow: voices, volume, metronome (M)</source>
      <translation>&lt;b&gt;Eingebaute Stimme (S)&lt;/b&gt;&lt;br&gt;{what}&lt;br&gt;Der Pfeil: Stimmen, Lautstärke, Metronom (M)</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>A click on each beat, the first of a bar higher; never sent to the port, never exported</source>
      <translation>Ein Klick auf jeden Schlag, der erste im Takt höher; nie an den Port gesendet, nie exportiert</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Built-in voice	S</source>
      <translation>Eingebaute Stimme	S</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Listen here, without a DAW</source>
      <translation>Hier hören, ohne DAW</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Metronome	M</source>
      <translation>Metronom	M</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>On: {heard}</source>
      <translation>An: {heard}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Volume</source>
      <translation>Lautstärke</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Volume of the built-in voice and the metronome</source>
      <translation>Lautstärke der eingebauten Stimme und des Metronoms</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>A click on each beat</source>
      <translation>Ein Klick auf jeden Schlag</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Bass program</source>
      <translation>Programm Bass</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Built-in voice</source>
      <translation>Eingebaute Stimme</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Chord program</source>
      <translation>Programm Akkorde</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Hear the music here, without a DAW (S)</source>
      <translation>Die Musik hier hören, ohne DAW (S)</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>How the melody sounds here and in sound files; chords and bass have their own</source>
      <translation>Wie die Melodie hier und in Klangdateien klingt; Akkorde und Bass haben ihre eigenen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Melody program</source>
      <translation>Programm Melodie</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Metronome</source>
      <translation>Metronom</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>None</source>
      <translation>Keines</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Play through this computer</source>
      <translation>Über diesen Rechner spielen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>The General MIDI instrument that is asked for at the port when playing starts, and in MIDI files. None leaves the instrument in your DAW as it is.</source>
      <translation>Das General-MIDI-Instrument, das beim Start am Port und in MIDI-Dateien verlangt wird. Keines lässt das Instrument in deiner DAW, wie es ist.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>The first beat of a bar is higher (M); never sent, never exported</source>
      <translation>Der erste Schlag im Takt ist höher (M); nie gesendet, nie exportiert</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>This part is not sent: give it a channel by the arrow beside the chords.</source>
      <translation>Diese Stimme wird nicht gesendet: gib ihr einen Kanal, mit dem Knopf neben den Akkorden.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Voice</source>
      <translation>Stimme</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source> (virtual)</source>
      <translation> (virtuell)</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source> BPM</source>
      <translation> BPM</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Bars that were not ready in time: {bars}. Latest message: {worst:.1f} ms late.</source>
      <translation>Takte, die nicht rechtzeitig fertig waren: {bars}. Späteste Nachricht: {worst:.1f} ms zu spät.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Choose a port</source>
      <translation>Kein Port</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Clock out, MIDI input, refresh the ports</source>
      <translation>Clock senden, MIDI-Eingang, Ports neu suchen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Finding the DAW's tempo</source>
      <translation>Das Tempo der DAW wird gesucht</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Listen to: clock, controllers, notes</source>
      <translation>Höre auf: Clock, Controller, Noten</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Lit while MIDI goes out: {sent} messages so far</source>
      <translation>Leuchtet, während MIDI hinausgeht: bisher {sent} Nachrichten</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Locked to the other clock</source>
      <translation>Folgt der anderen Clock</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Look for ports again</source>
      <translation>Ports neu suchen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Looking for ports</source>
      <translation>Ports werden gesucht</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI</source>
      <translation>MIDI</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI activity</source>
      <translation>MIDI-Aktivität</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI channel</source>
      <translation>MIDI-Kanal</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI channel; its program is in Settings</source>
      <translation>MIDI-Kanal; sein Programm steht im Setup</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI output</source>
      <translation>MIDI-Ausgang</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>No other program is in the Link session yet</source>
      <translation>Noch ist kein anderes Programm in der Link-Session</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>No port is chosen</source>
      <translation>Kein Port ist gewählt</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Nothing</source>
      <translation>Nichts</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Panic</source>
      <translation>Panik</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Panic: silence every note on every channel</source>
      <translation>Panik: jede Note auf jedem Kanal verstummt</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Play</source>
      <translation>Abspielen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Play (space)</source>
      <translation>Abspielen (Leertaste)</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Plays to</source>
      <translation>Spielt zu</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Port state</source>
      <translation>Zustand des Ports</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Send MIDI clock to the port</source>
      <translation>MIDI-Clock an den Port senden</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Stop</source>
      <translation>Stopp</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Stop and go to the first bar</source>
      <translation>Stopp und zum ersten Takt</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Sync</source>
      <translation>Sync</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Sync state</source>
      <translation>Zustand der Synchronisation</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Tap</source>
      <translation>Tap</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Tap the tempo (T)</source>
      <translation>Tempo tippen (T)</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Tempo</source>
      <translation>Tempo</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Tempo: drag up and down, turn the wheel, or type it</source>
      <translation>Tempo: auf und ab ziehen, das Rad drehen oder tippen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>The DAW's clock sets the tempo</source>
      <translation>Die Clock der DAW gibt das Tempo vor</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>The clock was lost; going on at its last tempo</source>
      <translation>Die Clock ging verloren; weiter im letzten Tempo</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>The port is open</source>
      <translation>Der Port ist offen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Waiting for the DAW's clock: press play there, and send its clock to our input</source>
      <translation>Warte auf die Clock der DAW: drücke dort auf Abspielen und sende ihre Clock an unseren Eingang</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>We lead: the DAW may follow our MIDI clock</source>
      <translation>Wir führen: die DAW kann unserer MIDI-Clock folgen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Where the melody goes: a port that we create, or one that is there</source>
      <translation>Wohin die Melodie geht: ein Port, den wir anlegen, oder ein vorhandener</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Who leads: our own tempo, the DAW's MIDI clock, or Ableton Link</source>
      <translation>Wer führt: unser Tempo, die MIDI-Clock der DAW oder Ableton Link</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Windows has no virtual ports: install loopMIDI, create a port there, choose it here</source>
      <translation>Windows hat keine virtuellen Ports: installiere loopMIDI, lege dort einen Port an, wähle ihn hier</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Wiring</source>
      <translation>Verkabelung</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>ch {channel}</source>
      <translation>K {channel}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>late {bars}</source>
      <translation>spät {bars}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>{port} has gone; it is opened again when it is back</source>
      <translation>{port} ist weg; er wird wieder geöffnet, wenn er zurück ist</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>At the right: a root and a scale. The melody follows at the next bar.</source>
      <translation>Rechts: Grundton und Skala. Die Melodie folgt ab dem nächsten Takt.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Choose where it plays</source>
      <translation>Ausgang wählen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>First steps</source>
      <translation>Erste Schritte</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>I know my way: put these steps away</source>
      <translation>Ich kenne mich aus: Schritte ausblenden</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Play into your DAW</source>
      <translation>In die DAW spielen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Press play</source>
      <translation>Abspielen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Put the first steps away</source>
      <translation>Erste Schritte ausblenden</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>The space bar, or the triangle at the top left: it sounds here. The arrow at the loudspeaker has voices and volume.</source>
      <translation>Die Leertaste oder das Dreieck oben links: es klingt hier. Der Pfeil am Lautsprecher hat Stimmen und Lautstärke.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>The triangle at the top left, or the space bar.</source>
      <translation>Das Dreieck oben links oder die Leertaste.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>This computer has no sound device; hear it in your DAW: create the port LC Studio under “Plays to”, and choose it there.</source>
      <translation>Dieser Rechner hat kein Tongerät; höre es in deiner DAW: lege unter „Spielt zu“ den Port LC Studio an und wähle ihn dort.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Turn the scale</source>
      <translation>Skala wählen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>“Plays to” above: create the port LC Studio, choose it in your DAW, and switch the loudspeaker off (S).</source>
      <translation>„Spielt zu“ oben: lege den Port LC Studio an, wähle ihn in deiner DAW und schalte den Lautsprecher aus (S).</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/amount.py" />
      <source>Double click: back to rest.</source>
      <translation>Doppelklick: zurück in Ruhe.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/amount.py" />
      <source>The model sees it at {after:.0f} %; before the edit at {before:.0f} %.</source>
      <translation>Das Modell sieht es bei {after:.0f} %; vor der Bearbeitung bei {before:.0f} %.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/amount.py" />
      <source>at rest</source>
      <translation>in Ruhe</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/bars.py" />
      <source>bar {named}</source>
      <translation>Takt {named}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/bars.py" />
      <source>bars {named}</source>
      <translation>Takte {named}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/bars.py" />
      <source>{first} to {last}</source>
      <translation>{first} bis {last}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/ideas.py" />
      <source>{name}: a click, or arrows and Enter, go back to it</source>
      <translation>{name}: ein Klick, oder Pfeile und Enter, führt dahin zurück</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/keyboard.py" />
      <source>Click notes in and out of the scale</source>
      <translation>Klicke Noten in die Skala hinein und hinaus</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/keyboard.py" />
      <source>Notes that may sound</source>
      <translation>Noten, die klingen dürfen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/keyboard.py" />
      <source>{notes}; at {note}</source>
      <translation>{notes}; auf {note}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Back to the default</source>
      <translation>Zurück zum Standard</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Copy {text}</source>
      <translation>{text} kopieren</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Forget {learned}</source>
      <translation>{learned} vergessen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Learn from a MIDI controller</source>
      <translation>Von einem MIDI-Controller lernen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>No controller is learned</source>
      <translation>Kein Controller ist gelernt</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Turned by {learned}.</source>
      <translation>Gedreht von {learned}.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Type a value</source>
      <translation>Wert eintippen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>move a controller</source>
      <translation>Controller bewegen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>{text!r} is no value of {title}; type one from {low} to {high}.</source>
      <translation>{text!r} ist kein Wert für {title}; tippe einen von {low} bis {high}.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>{title}, exact value</source>
      <translation>{title}, genauer Wert</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/note_keys.py" />
      <source>{note} · bar {bar}, beat {beat:g}</source>
      <translation>{note} · Takt {bar}, Schlag {beat:g}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/note_keys.py" />
      <source>{}
Double-click to draw a note, drag to choose notes</source>
      <translation>{}
Doppelklick zeichnet eine Note, Ziehen wählt Noten</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/note_keys.py" />
      <source>{}
Drag to move, its end for the length, double-click to delete, L to lock; it cuts what it is put on</source>
      <translation>{}
Ziehen bewegt, am Ende ändert es die Länge, Doppelklick löscht, L sperrt; worauf sie liegt, wird gekürzt</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/note_keys.py" />
      <source>{}
Locked: choose it, and L unlocks it</source>
      <translation>{}
Gesperrt: wähle sie, und L entsperrt sie</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>, {asked} asked for</source>
      <translation>, {asked} verlangt</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>A click locks it</source>
      <translation>Ein Klick sperrt ihn</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Bar {bar}. {state}, a drag chooses bars, a right click offers more</source>
      <translation>Takt {bar}. {state}, Ziehen wählt Takte, ein Rechtsklick bietet mehr</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Bar {bar}: {notes} notes</source>
      <translation>Takt {bar}: {notes} Noten</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Drag the melody out from here, as a MIDI file</source>
      <translation>Zieh die Melodie von hier als MIDI-Datei hinaus</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Drag to draw how many notes each bar is to have, double-click: as many as come</source>
      <translation>Ziehen zeichnet, wie viele Noten jeder Takt haben soll, Doppelklick: so viele, wie kommen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Locked: a click unlocks it</source>
      <translation>Gesperrt: ein Klick entsperrt ihn</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Delete {what}</source>
      <translation>{what} löschen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Leave the notes of every bar as they come</source>
      <translation>Alle Takte: Noten, wie sie kommen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Leave the notes of {bars} as they come</source>
      <translation>{bars}: Noten, wie sie kommen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Lock all the others</source>
      <translation>Alle anderen sperren</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Lock {bars}</source>
      <translation>{bars} sperren</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Lock {what} (L)</source>
      <translation>{what} sperren (L)</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Make {bars} anew</source>
      <translation>{bars} neu machen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Unlock everything</source>
      <translation>Alles entsperren</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Unlock {bars}</source>
      <translation>{bars} entsperren</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Unlock {what} (L)</source>
      <translation>{what} entsperren (L)</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>the note</source>
      <translation>Die Note</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>{number} notes</source>
      <translation>{number} Noten</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_over.py" />
      <source>Drop to play this melody</source>
      <translation>Loslassen, um diese Melodie zu spielen</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_picture.py" />
      <source>Next {number} bars</source>
      <translation>Nächste {number} Takte</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_picture.py" />
      <source>Notes per bar</source>
      <translation>Noten je Takt</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>Piano roll</source>
      <translation>Piano-Rolle</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>asked for: {counts} notes</source>
      <translation>verlangt: {counts} Noten</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>chosen: {notes}</source>
      <translation>gewählt: {notes}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>locked: {notes}</source>
      <translation>gesperrt: {notes}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>{bars} chosen</source>
      <translation>{bars} gewählt</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>{bars} locked</source>
      <translation>{bars} gesperrt</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>{number} notes in {bars} bars</source>
      <translation>{number} Noten in {bars} Takten</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Copy as a MIDI file (Ctrl+C)</source>
      <translation>Als MIDI-Datei kopieren (Strg+C)</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Empty this slot</source>
      <translation>Diesen Slot leeren</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Empty: click to keep what plays, or drop a MIDI file here</source>
      <translation>Leer: klicken behält, was spielt; oder zieh eine MIDI-Datei hierher</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Keep what plays here</source>
      <translation>Behalten, was spielt</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Name of slot {number}</source>
      <translation>Name von Slot {number}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Paste a MIDI file here (Ctrl+V)</source>
      <translation>MIDI-Datei hier einfügen (Strg+V)</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Rename (Ctrl+R)</source>
      <translation>Umbenennen (Strg+R)</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Slot {number}: {value}</source>
      <translation>Slot {number}: {value}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>empty</source>
      <translation>leer</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>{name}: click to play it, drag it out as a MIDI file or into another slot (Ctrl copies), Ctrl+R to rename it, right click for more</source>
      <translation>{name}: Klick spielt ihn, als MIDI-Datei hinausziehen oder in einen anderen Slot (Strg kopiert), Strg+R benennt um, Rechtsklick bietet mehr</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/wipe.py" />
      <source>The left {value} % show the face before the edit.</source>
      <translation>Die linken {value} % zeigen das Gesicht vor der Bearbeitung.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/wipe.py" />
      <source>after</source>
      <translation>nachher</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/wipe.py" />
      <source>before</source>
      <translation>vorher</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/wipe.py" />
      <source>{share} % before</source>
      <translation>{share} % vorher</translation>
    </message>
    <message>
      <location filename="gui/shared/view/window.py" />
      <source>Dismiss</source>
      <translation>Ausblenden</translation>
    </message>
    <message>
      <location filename="gui/shared/view/window.py" />
      <source>Dismiss this notice</source>
      <translation>Diesen Hinweis ausblenden</translation>
    </message>
    <message>
      <location filename="gui/shared/view/window.py" />
      <source>Latent Constraints Studio</source>
      <translation>Latent Constraints Studio</translation>
    </message>
    <message>
      <location filename="gui/shared/view/window.py" />
      <source>{name} page</source>
      <translation>Seite {name}</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Change faces with sliders</source>
      <translation>Gesichter mit Schiebern ändern</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Faces</source>
      <translation>Gesichter</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Light or dark, sound, remote control</source>
      <translation>Hell oder dunkel, Sprache, Klang, Fernsteuerung</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Loading {name}.</source>
      <translation>{name} wird geladen.</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Melody</source>
      <translation>Melodie</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Models, versions, licences</source>
      <translation>Modelle, Versionen, Lizenzen</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Play melodies with knobs</source>
      <translation>Melodien mit Reglern spielen</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Teach the instrument: corpora, models, constraints</source>
      <translation>Das Instrument lehren: Korpora, Modelle, Constraints</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>The live engine ended ({value}) and was started again; press play.</source>
      <translation>Die Live-Engine endete ({value}) und wurde neu gestartet; drücke auf Abspielen.</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Train</source>
      <translation>Training</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>no reason given</source>
      <translation>ohne Angabe von Gründen</translation>
    </message>
    <message>
      <location filename="gui/train/state/decoded.py" />
      <source>Idea {number}</source>
      <translation>Idee {number}</translation>
    </message>
    <message>
      <location filename="gui/train/state/decoded.py" />
      <source>Samples</source>
      <translation>Beispiele</translation>
    </message>
    <message>
      <location filename="gui/train/state/devices.py" />
      <source>MPS is the graphics processor of Macs with Apple silicon; this machine has none.</source>
      <translation>MPS ist der Grafikprozessor von Macs mit Apple-Chip; dieser Rechner hat keinen.</translation>
    </message>
    <message>
      <location filename="gui/train/state/devices.py" />
      <source>No NVIDIA graphics card that CUDA can use was found on this machine.</source>
      <translation>Auf diesem Rechner wurde keine NVIDIA-Grafikkarte gefunden, die CUDA nutzen kann.</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>Choose a folder of MIDI files to learn from.</source>
      <translation>Wähle einen Ordner mit MIDI-Dateien, aus denen gelernt wird.</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>Choose {what}.</source>
      <translation>Wähle {what}.</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>No such model comes with this version; train an image model first, and choose it here.</source>
      <translation>Diese Version bringt kein solches Modell mit; trainiere zuerst ein Bildmodell und wähle es hier.</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>Say what the constraint rewards: add a rule, or choose a Python file or a file of likes.</source>
      <translation>Sag, was belohnt wird: füge eine Regel hinzu oder wähle eine Python-Datei oder eine Datei mit Bewertungen.</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>The time is {minutes:g} minutes; it must be above 0.</source>
      <translation>Die Zeit ist {minutes:g} Minuten; sie muss über 0 liegen.</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>There is no folder or file {path}; choose another one.</source>
      <translation>Ordner oder Datei {path} gibt es nicht; wähle etwas anderes.</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>There is no {path}; choose another one.</source>
      <translation>{path} gibt es nicht; wähle etwas anderes.</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>a Python file</source>
      <translation>eine Python-Datei</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>a corpus to learn from; build one from a folder of MIDI files first</source>
      <translation>einen Korpus, aus dem gelernt wird; baue zuerst einen aus einem Ordner mit MIDI-Dateien</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>a file of likes</source>
      <translation>eine Datei mit Bewertungen</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>the folder that holds the images</source>
      <translation>den Ordner mit den Bildern</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>{name!r} cannot be a name; use up to 60 letters, digits, spaces, dots, plus signs and hyphens.</source>
      <translation>{name!r} kann kein Name sein; nimm bis zu 60 Buchstaben, Ziffern, Leerzeichen, Punkte, Plus- und Minuszeichen.</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Cannot make the folder {folder}: {why}; free some space.</source>
      <translation>Der Ordner {folder} kann nicht angelegt werden: {why}; schaffe Platz.</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Cannot rename {name}: {why}.</source>
      <translation>{name} kann nicht umbenannt werden: {why}.</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Learned from {data}</source>
      <translation>Gelernt aus: {data}</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Nothing has been learned yet.</source>
      <translation>Noch wurde nichts gelernt.</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Preset {name}</source>
      <translation>Preset {name}</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Rewards {rewards}</source>
      <translation>Belohnt {rewards}</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Stopped after {steps:,} of {all:,} steps in {took}</source>
      <translation>Nach {steps} von {all} Schritten in {took} angehalten</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Stopped before it was finished.</source>
      <translation>Angehalten, bevor es fertig war.</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>The file is torn or not a model of this program.</source>
      <translation>Die Datei ist beschädigt oder kein Modell dieses Programms.</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>There is a {name!r} already; choose another name.</source>
      <translation>{name!r} gibt es schon; wähle einen anderen Namen.</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>There is no {name!r} any more; it was deleted.</source>
      <translation>{name!r} gibt es nicht mehr; es wurde gelöscht.</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Trained {steps:,} steps in {took}</source>
      <translation>{steps} Schritte in {took} trainiert</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>a minute</source>
      <translation>einer Minute</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>from {pieces:,} pieces</source>
      <translation>aus {pieces} Stücken</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>{melodies:,} melodies of 16 bars</source>
      <translation>{melodies} Melodien zu 16 Takten</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>{minutes:,} minutes</source>
      <translation>{minutes} Minuten</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>{weights:.1f} million weights, {size:.0f} MB</source>
      <translation>{weights:.1f} Millionen Gewichte, {size:.0f} MB</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Building {name}</source>
      <translation>Baut {name}</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Getting ready.</source>
      <translation>Wird vorbereitet.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Nothing has been trained yet; start a training or choose a model of the library.</source>
      <translation>Noch wurde nichts trainiert; starte ein Training oder wähle ein Modell der Bibliothek.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Saving, then it stops.</source>
      <translation>Speichert und hält dann an.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Starting {name}</source>
      <translation>Startet {name}</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Stopped after {steps}; it can go on from the library.</source>
      <translation>Nach {steps} angehalten; es kann in der Bibliothek fortgesetzt werden.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Stopped before it had learned anything.</source>
      <translation>Angehalten, bevor etwas gelernt war.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Stopped; it can go on from the library.</source>
      <translation>Angehalten; es kann in der Bibliothek fortgesetzt werden.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>The samples could not be decoded; see {path}.</source>
      <translation>Die Beispiele konnten nicht dekodiert werden; siehe {path}.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>The training ended unexpectedly ({code}): {why}. Its output is in {path}.</source>
      <translation>Das Training endete unerwartet ({code}): {why}. Seine Ausgabe steht in {path}.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>There is nothing to decode yet; samples come after its first save.</source>
      <translation>Noch gibt es nichts zu dekodieren; Beispiele kommen nach dem ersten Speichern.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>There is nothing to hear or see of this kind: {kind}.</source>
      <translation>Hiervon gibt es nichts zu hören oder zu sehen: {kind}.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Training {name}</source>
      <translation>Trainiert {name}</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{doing}: {left} left</source>
      <translation>{doing}: noch {left}</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{name} came with the program and stays.</source>
      <translation>{name} kam mit dem Programm und bleibt.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{name} cannot go on; train it anew under another name.</source>
      <translation>{name} kann nicht fortgesetzt werden; trainiere es unter anderem Namen neu.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{name} is being trained; stop it first.</source>
      <translation>{name} wird gerade trainiert; halte es zuerst an.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{name} is being trained; stop it or wait for its end.</source>
      <translation>{name} wird gerade trainiert; halte es an oder warte, bis es fertig ist.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{name} is not finished; there is nothing to decode.</source>
      <translation>{name} ist nicht fertig; es gibt nichts zu dekodieren.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{name} is ready.</source>
      <translation>{name} ist fertig.</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{name} stopped after {steps}; it can go on from the library.</source>
      <translation>{name} hielt nach {steps} an; es kann in der Bibliothek fortgesetzt werden.</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>Curves appear here while something is trained.</source>
      <translation>Hier erscheinen Kurven, während etwas trainiert wird.</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>Curves of the training</source>
      <translation>Kurven des Trainings</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>a bar</source>
      <translation>ein Takt</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>a melody</source>
      <translation>eine Melodie</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>actor</source>
      <translation>Akteur</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>an image</source>
      <translation>ein Bild</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>critic</source>
      <translation>Kritiker</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>density asked and played</source>
      <translation>Dichte</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>error, nats</source>
      <translation>Fehler, Nats</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>how well the rule is kept</source>
      <translation>Regel befolgt</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>images</source>
      <translation>Bilder</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>information used (KL), nats</source>
      <translation>genutzte Information (KL), Nats</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>labels missed</source>
      <translation>verfehlte Merkmale</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>labels told of unseen images</source>
      <translation>erkannte Merkmale</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>losses of critics and actor</source>
      <translation>Verluste von Kritikern und Akteur</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>melodies wholly in it</source>
      <translation>Melodien ganz</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>minutes of training</source>
      <translation>Minuten Training</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>misses, notes per bar</source>
      <translation>Abweichung, Noten je Takt</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>notes in the scale</source>
      <translation>Noten in Skala</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>notes kept</source>
      <translation>Noten bewahrt</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>picture quality, decibels</source>
      <translation>Bildqualität, Dezibel</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>random latents</source>
      <translation>zufällige Latents</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>realism</source>
      <translation>Realismus</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>reward before</source>
      <translation>vorher</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>reward of new melodies</source>
      <translation>Belohnung neu</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>share that is right</source>
      <translation>richtiger Anteil</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>sixteenths kept</source>
      <translation>Sechzehntel bewahrt</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>statistics</source>
      <translation>Statistik</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>the critic's verdict</source>
      <translation>Kritikerurteil</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>training</source>
      <translation>Training</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>unheard or unseen</source>
      <translation>ungehört oder ungesehen</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>unseen images</source>
      <translation>ungesehene</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>what survives of unheard melodies</source>
      <translation>Ungehörtes bewahrt</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>what the critic takes for real</source>
      <translation>was der Kritiker für echt hält</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>A melody then has to please this one as well</source>
      <translation>Eine Melodie muss dann auch diese erfüllen</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Add a reward</source>
      <translation>Belohnung hinzufügen</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Choose</source>
      <translation>Wählen</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>For example {example}</source>
      <translation>Zum Beispiel {example}</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>How several rewards make one</source>
      <translation>Wie aus mehreren Belohnungen eine wird</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Parameter of the reward</source>
      <translation>Parameter der Belohnung</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Remove this reward</source>
      <translation>Diese Belohnung entfernen</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Reward</source>
      <translation>Belohnung</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>What counts</source>
      <translation>Was zählt</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>all of them (product)</source>
      <translation>alle zusammen (Produkt)</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>file</source>
      <translation>Datei</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>on average (mean)</source>
      <translation>im Mittel (Mittelwert)</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>the worst of them (minimum)</source>
      <translation>die schlechteste (Minimum)</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source> min</source>
      <translation> Min.</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>A Python file</source>
      <translation>Eine Python-Datei</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>A classifier</source>
      <translation>Ein Klassifikator</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>A conditional actor with its critic, a realism critic with its actor, or an attribute critic</source>
      <translation>Ein bedingter Akteur mit seinem Kritiker, ein Realismus-Kritiker mit seinem Akteur oder ein Merkmals-Kritiker</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>A corpus that was built here</source>
      <translation>Ein hier gebauter Korpus</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>A file with one function: it gets a melody and answers with a number from 0 to 1</source>
      <translation>Eine Datei mit einer Funktion: sie bekommt eine Melodie und antwortet mit einer Zahl von 0 bis 1</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>A model that makes images</source>
      <translation>Ein Modell, das Bilder macht</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Choose a Python file</source>
      <translation>Python-Datei wählen</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Choose a file of likes</source>
      <translation>Datei mit Bewertungen wählen</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Choose a folder of MIDI files</source>
      <translation>Ordner mit MIDI-Dateien wählen</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Choose the folder of the data set</source>
      <translation>Ordner des Datensatzes wählen</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Collect melodies</source>
      <translation>Melodien sammeln</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Computes on</source>
      <translation>Rechnet auf</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>File of likes</source>
      <translation>Datei mit Bewertungen</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Folder of MIDI files</source>
      <translation>Ordner mit MIDI-Dateien</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Folder of the data set</source>
      <translation>Ordner des Datensatzes</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Folders inside it are read as well</source>
      <translation>Unterordner werden mitgelesen</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>For the image model</source>
      <translation>Für das Bildmodell</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>For the melody model</source>
      <translation>Für das Melodiemodell</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Images that look real</source>
      <translation>Bilder, die echt aussehen</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Images with given attributes</source>
      <translation>Bilder mit verlangten Merkmalen</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>It may be stopped before. A melody model's first stage, on single bars, is not counted</source>
      <translation>Es kann vorher angehalten werden. Die erste Stufe eines Melodiemodells, auf einzelnen Takten, zählt nicht mit</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Knobs whose realism critic holds the actor</source>
      <translation>Regler, deren Realismus-Kritiker den Akteur hält</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Learns digits or faces, for the Faces page, or a classifier that judges them.</source>
      <translation>Lernt Ziffern oder Gesichter, für die Seite Gesichter, oder einen Klassifikator, der sie beurteilt.</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Learns from</source>
      <translation>Lernt aus</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Learns to make melodies like those of a corpus. Every knob and rule is taught on top of one.</source>
      <translation>Lernt, Melodien wie die eines Korpus zu machen. Jeder Regler und jede Regel baut darauf auf.</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Likes (*.json)</source>
      <translation>Bewertungen (*.json)</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Melodies should have</source>
      <translation>Melodien sollen haben</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>My thumbs up and down</source>
      <translation>Meine Daumen hoch und runter</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>One network that serves every scale and density, for a melody model that you have trained yourself.</source>
      <translation>Ein Netz für jede Skala und Dichte, für ein selbst trainiertes Melodiemodell.</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Preset of the hierarchical LSTM VAE</source>
      <translation>Preset des hierarchischen LSTM-VAE</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Preset of the network</source>
      <translation>Preset des Netzes</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Preset of the networks</source>
      <translation>Preset der Netze</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Python file with one function</source>
      <translation>Python-Datei mit einer Funktion</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Reads a folder of MIDI files and keeps every 16-bar melody in 4/4, without copies: a corpus to learn from.</source>
      <translation>Liest einen Ordner mit MIDI-Dateien und behält jede 16-taktige Melodie im 4/4-Takt, ohne Dubletten: ein Korpus zum Lernen.</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Rewards from a list</source>
      <translation>Belohnungen aus einer Liste</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Stays musical by</source>
      <translation>Bleibt musikalisch durch</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Teach a rule</source>
      <translation>Regel lehren</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Teach an image model</source>
      <translation>Bildmodell lehren</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Teaches a model of images what is real or what has an attribute; the model itself stays as it is.</source>
      <translation>Lehrt ein Bildmodell, was echt ist oder was ein Merkmal hat; das Modell selbst bleibt, wie es ist.</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Teaches a model to make melodies that a rule rewards; the model itself stays as it is.</source>
      <translation>Lehrt ein Modell, Melodien zu machen, die eine Regel belohnt; das Modell selbst bleibt, wie es ist.</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>The VAE it belongs to</source>
      <translation>Das VAE, zu dem es gehört</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>The files as their makers publish them</source>
      <translation>Die Dateien, wie ihre Urheber sie veröffentlichen</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>To tell attributes</source>
      <translation>Merkmale erkennen</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Train a melody model</source>
      <translation>Melodiemodell trainieren</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Train an image model</source>
      <translation>Bildmodell trainieren</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Train scale and density knobs</source>
      <translation>Skala- und Dichte-Regler trainieren</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>What</source>
      <translation>Was</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>What is rewarded</source>
      <translation>Was belohnt wird</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>What it learns</source>
      <translation>Was es lernt</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>What to do</source>
      <translation>Was zu tun ist</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Written by the thumbs on the Melody page</source>
      <translation>Von den Daumen auf der Seite Melodie geschrieben</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>a name for it</source>
      <translation>ein Name dafür</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>build a corpus first</source>
      <translation>baue zuerst einen Korpus</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>the one that ships</source>
      <translation>das mitgelieferte</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>the ones that ship, if they fit</source>
      <translation>die mitgelieferten, falls sie passen</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>until it is done</source>
      <translation>bis es fertig ist</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Choose on the left what to train.</source>
      <translation>Wähle links, was trainiert werden soll.</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Decode a few melodies or pictures with what it has learned so far</source>
      <translation>Ein paar Melodien oder Bilder mit dem bisher Gelernten dekodieren</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Delete {name} and everything that was made in its training?</source>
      <translation>{name} und alles, was in seinem Training entstand, löschen?</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Failed</source>
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>New training</source>
      <translation>Neues Training</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Nothing is being trained</source>
      <translation>Nichts wird trainiert</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>One training at a time</source>
      <translation>Nur ein Training auf einmal</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Ready</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Running</source>
      <translation>Läuft</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Samples now</source>
      <translation>Beispiele jetzt</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Save what was learned and stop</source>
      <translation>Gelerntes speichern und anhalten</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Saving</source>
      <translation>Speichert</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Start</source>
      <translation>Starten</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Start; it runs beside the music</source>
      <translation>Starten; es läuft neben der Musik</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Starting</source>
      <translation>Startet</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Stopped</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>There is nothing to decode</source>
      <translation>Es gibt nichts zu dekodieren</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>They are being decoded</source>
      <translation>Sie werden gerade dekodiert</translation>
    </message>
    <message>
      <location filename="gui/train/view/samples.py" />
      <source>A few samples, always from the same ideas, so that you hear or see what training changed.</source>
      <translation>Ein paar Beispiele, immer aus denselben Ideen, damit du hörst oder siehst, was das Training verändert hat.</translation>
    </message>
    <message>
      <location filename="gui/train/view/samples.py" />
      <source>Play idea {number}</source>
      <translation>▶ Idee {number}</translation>
    </message>
    <message>
      <location filename="gui/train/view/samples.py" />
      <source>Play {name}</source>
      <translation>{name} abspielen</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Decode a few of its melodies or pictures and show them in the middle</source>
      <translation>Ein paar seiner Melodien oder Bilder dekodieren und in der Mitte zeigen</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Delete this and everything that was made in its training</source>
      <translation>Dies und alles, was in seinem Training entstand, löschen</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Go on</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Go on where it stopped, for as long as the form on the left says</source>
      <translation>Fortsetzen, wo es anhielt, so lange wie links eingestellt</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Library</source>
      <translation>Bibliothek</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Nothing here yet</source>
      <translation>Noch nichts hier</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Play with it</source>
      <translation>Damit spielen</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>The Melody page cannot play this</source>
      <translation>Die Seite Melodie kann dies nicht spielen</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>The Melody page goes on with this one</source>
      <translation>Die Seite Melodie spielt mit diesem weiter</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>There is nothing to decode here</source>
      <translation>Hier gibt es nichts zu dekodieren</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>This came with the program</source>
      <translation>Dies kam mit dem Programm</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Train longer</source>
      <translation>Länger trainieren</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>What ships and finished corpora stay as they are</source>
      <translation>Mitgeliefertes und fertige Korpora bleiben, wie sie sind</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>What you train appears here. No weights come with this version.</source>
      <translation>Was du trainierst, erscheint hier. Diese Version bringt keine Gewichte mit.</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>ready</source>
      <translation>fertig</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>ships</source>
      <translation>mitgeliefert</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>unfinished</source>
      <translation>unfertig</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>(1 + r) / 2 for "up", (1 - r) / 2 for "down"; r correlates the notes' pitches with their times.</source>
      <translation>(1 + r) / 2 für „up“, (1 - r) / 2 für „down“; r korreliert die Tonhöhen der Noten mit ihren Zeiten.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>1 bar</source>
      <translation>1 Takt</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>1 where the last note is a tonic, else 0.</source>
      <translation>1, wo die letzte Note ein Grundton ist, sonst 0.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>16 bars</source>
      <translation>16 Takte</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>2 bars</source>
      <translation>2 Takte</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>32 bars</source>
      <translation>32 Takte</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>4 bars</source>
      <translation>4 Takte</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>8 bars</source>
      <translation>8 Takte</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>A beard, or none</source>
      <translation>Ein Bart oder keiner</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>A hat, or none; hats were rare in what was learned</source>
      <translation>Ein Hut oder keiner; im Gelernten waren Hüte selten</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>A smile, or a serious face</source>
      <translation>Ein Lächeln oder ein ernstes Gesicht</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Ableton Link</source>
      <translation>Ableton Link</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Accent</source>
      <translation>Akzent</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Apple (MPS)</source>
      <translation>Apple (MPS)</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Backbeat</source>
      <translation>Backbeat</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Bald</source>
      <translation>Kahl</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Bass</source>
      <translation>Bass</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Beard</source>
      <translation>Bart</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Beats</source>
      <translation>Schläge</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Black hair</source>
      <translation>Schwarzhaar</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Blond hair</source>
      <translation>Blondhaar</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Brown hair</source>
      <translation>Braunhaar</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Comes home</source>
      <translation>Endet daheim</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Contour</source>
      <translation>Kontur</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Density</source>
      <translation>Dichte</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Electric piano</source>
      <translation>E-Piano</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>End on the root of the scale, where one is asked for</source>
      <translation>Auf dem Grundton der Skala enden, wo eine verlangt ist</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Everywhere</source>
      <translation>Überall</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Faces page</source>
      <translation>Seite Gesichter</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Falling, level or rising over the 16 bars.</source>
      <translation>Fallend, eben oder steigend über die 16 Takte.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Fifties</source>
      <translation>Fünfziger</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Flat</source>
      <translation>Gleich</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Flute</source>
      <translation>Flöte</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Four-four</source>
      <translation>4/4</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>From</source>
      <translation>Von</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>From stepwise to leaping: how far a note is from the one before.</source>
      <translation>Von schrittweise bis springend: wie weit eine Note von der vorigen liegt.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Gate</source>
      <translation>Gate</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Glasses</source>
      <translation>Brille</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Glasses on, or off</source>
      <translation>Brille auf oder ab</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Hat</source>
      <translation>Hut</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Highest</source>
      <translation>Höchste</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How daring the choice of each note is: 0 takes the likeliest (the decoder's temperature).</source>
      <translation>Wie gewagt jede Note gewählt wird: 0 nimmt die wahrscheinlichste (die Temperatur des Decoders).</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How far the idea wanders from one 16 bars to the next.</source>
      <translation>Wie weit die Idee von 16 Takten zu 16 Takten wandert.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How far the knobs may move the idea. Less stays close to the idea, more obeys the knobs (distance in latent space).</source>
      <translation>Wie weit die Regler die Idee bewegen dürfen. Weniger bleibt nah an der Idee, mehr gehorcht den Reglern (Abstand im latenten Raum).</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How hard a note without accent is played.</source>
      <translation>Wie stark eine Note ohne Akzent gespielt wird.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How many bars come back, as a share of all.</source>
      <translation>Wie viele Takte wiederkehren, als Anteil an allen.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How many notes a bar has. Double click: as many as the idea has by itself.</source>
      <translation>Wie viele Noten ein Takt hat. Doppelklick: so viele, wie die Idee von selbst hat.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How many notes start between the beats and are held over them.</source>
      <translation>Wie viele Noten zwischen den Schlägen beginnen und über sie hinweg klingen.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How much louder the accented notes are; the pattern says which.</source>
      <translation>Um wie viel betonte Noten lauter sind; das Muster sagt, welche.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How much of its written length a note sounds.</source>
      <translation>Wie viel ihrer notierten Länge eine Note klingt.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How much velocities vary by chance, either way.</source>
      <translation>Wie sehr die Velocity zufällig schwankt, in beide Richtungen.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How strongly a rule that you taught moves the idea, such as your taste.</source>
      <translation>Wie stark eine von dir gelehrte Regel die Idee bewegt, etwa dein Geschmack.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How strongly the idea is drawn to where real music lies, while neither a scale nor chords are asked for (guidance of the learned prior; without one, the realism constraint).</source>
      <translation>Wie stark die Idee dorthin gezogen wird, wo echte Musik liegt, solange weder Skala noch Akkorde verlangt sind (Führung des gelernten Priors; ohne ihn der Realismus-Constraint).</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Humanise</source>
      <translation>Humanize</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>In the presets</source>
      <translation>In den Presets</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>In the roll</source>
      <translation>In der Piano-Rolle</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Internal</source>
      <translation>Intern</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Jazz</source>
      <translation>Jazz</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Lead</source>
      <translation>Lead</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Less hair, or more</source>
      <translation>Weniger Haar oder mehr</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Lowest</source>
      <translation>Tiefste</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>MIDI clock</source>
      <translation>MIDI-Clock</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Male looks</source>
      <translation>Männlich</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Melody page</source>
      <translation>Seite Melodie</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Minor</source>
      <translation>Moll</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Motion</source>
      <translation>Bewegung</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>My taste</source>
      <translation>Geschmack</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>NVIDIA card (CUDA)</source>
      <translation>NVIDIA-Karte (CUDA)</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>No note outside the scale, whatever the idea says</source>
      <translation>Keine Note außerhalb der Skala, was die Idee auch sagt</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Off-beats</source>
      <translation>Offbeats</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>On a knob or slider</source>
      <translation>Auf einem Regler</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>On a slot</source>
      <translation>Auf einem Slot</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Organ</source>
      <translation>Orgel</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Pluck</source>
      <translation>Gezupft</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Pop</source>
      <translation>Pop</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Processor (CPU)</source>
      <translation>Prozessor (CPU)</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Reach</source>
      <translation>Reichweite</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Repetition</source>
      <translation>Wiederkehr</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Semitones by which everything is sent higher or lower; 12 are an octave.</source>
      <translation>Halbtöne, um die alles höher oder tiefer gesendet wird; 12 sind eine Oktave.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Share of the bars after the first that repeat an earlier bar of the melody, step for step; silent ones do not.</source>
      <translation>Anteil der Takte nach dem ersten, die einen früheren Takt Schritt für Schritt wiederholen; stille zählen nicht.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Share of the moves from note to note that are by step: 1 or 2 semitones; 0 without a move.</source>
      <translation>Anteil der Bewegungen von Note zu Note in Schritten: 1 oder 2 Halbtöne; 0 ohne Bewegung.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Share of the notes whose pitch class is allowed (equation 4); 0 without notes.</source>
      <translation>Anteil der Noten, deren Tonklasse erlaubt ist (Gleichung 4); 0 ohne Noten.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Share of the notes within two MIDI pitches, both included; 0 without notes.</source>
      <translation>Anteil der Noten zwischen zwei MIDI-Tonhöhen, beide eingeschlossen; 0 ohne Noten.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Smile</source>
      <translation>Lächeln</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Strict</source>
      <translation>Streng</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Surprise</source>
      <translation>Wagnis</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Swing</source>
      <translation>Swing</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Syncopation</source>
      <translation>Synkopen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>System</source>
      <translation>System</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>The fastest here</source>
      <translation>Das Schnellste hier</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>The highest note that is sent; what lies above moves down by octaves. Type a name, such as C6.</source>
      <translation>Die höchste gesendete Note; was darüber liegt, rückt um Oktaven herab. Tippe einen Namen, etwa C6.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>The highest note; type a name such as G5, or a MIDI number.</source>
      <translation>Die höchste Note; tippe einen Namen wie G5 oder eine MIDI-Nummer.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>The lowest note that is sent; what lies below moves up by octaves. Type a name, such as C2.</source>
      <translation>Die tiefste gesendete Note; was darunter liegt, rückt um Oktaven hinauf. Tippe einen Namen, etwa C2.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>The lowest note; type a name such as G3, or a MIDI number.</source>
      <translation>Die tiefste Note; tippe einen Namen wie G3 oder eine MIDI-Nummer.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>To</source>
      <translation>Bis</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Towards black hair, or away from it; other hair colours give way</source>
      <translation>Zu schwarzem Haar hin oder davon weg; andere Haarfarben weichen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Towards blond hair, or away from it; other hair colours give way</source>
      <translation>Zu blondem Haar hin oder davon weg; andere Haarfarben weichen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Towards brown hair, or away from it; other hair colours give way</source>
      <translation>Zu braunem Haar hin oder davon weg; andere Haarfarben weichen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Towards photos that were labelled male: a guess at looks, not a gender</source>
      <translation>Zu Fotos hin, die als männlich bezeichnet sind: ein Urteil übers Aussehen, kein Geschlecht</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Towards photos that were labelled young: a guess at looks, not an age</source>
      <translation>Zu Fotos hin, die als jung bezeichnet sind: ein Urteil übers Aussehen, kein Alter</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Transpose</source>
      <translation>Transpon.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Tresillo</source>
      <translation>Tresillo</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Velocity</source>
      <translation>Velocity</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Wander</source>
      <translation>Wandern</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Where the second of two sixteenths falls: 50 % straight, 67 % a triplet.</source>
      <translation>Wohin das zweite von zwei Sechzehnteln fällt: 50 % gerade, 67 % Triole.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Young looks</source>
      <translation>Jung</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>a laptop's processor</source>
      <translation>Prozessor, Laptop</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>accent</source>
      <translation>Akzent</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>all the way down, up</source>
      <translation>ganz nach unten, oben</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>an hour or two on a laptop</source>
      <translation>1–2 Stunden, Laptop</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>as it comes</source>
      <translation>wie es kommt</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>back to the default</source>
      <translation>zurück zum Standard</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>blues</source>
      <translation>Blues</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>built-in voice on, off</source>
      <translation>eingebaute Stimme an, aus</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>by an octave</source>
      <translation>um eine Oktave</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>choose all notes</source>
      <translation>alle Noten wählen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>choose no notes</source>
      <translation>keine Noten wählen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>choose the note before, the next; with Shift one more</source>
      <translation>Note davor, danach wählen; mit Umschalt eine mehr</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>chromatic</source>
      <translation>Chromatisch</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>comes home</source>
      <translation>Endet daheim</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>compare with the idea before</source>
      <translation>mit der Idee davor vergleichen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>contour</source>
      <translation>Kontur</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>copy the slot, or what plays, as a MIDI file</source>
      <translation>Slot, oder was spielt, als MIDI-Datei kopieren</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>corpus</source>
      <translation>Korpus</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>delete them</source>
      <translation>sie löschen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>density</source>
      <translation>Dichte</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>digits (MNIST)</source>
      <translation>Ziffern (MNIST)</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>dorian</source>
      <translation>Dorisch</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>draw a note after them, or in the chosen bar</source>
      <translation>Note dahinter zeichnen, oder im gewählten Takt</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>empty the slot</source>
      <translation>Slot leeren</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>faces (CelebA)</source>
      <translation>Gesichter (CelebA)</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>free</source>
      <translation>frei</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>from</source>
      <translation>Von</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>gate</source>
      <translation>Gate</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>go back to what was before</source>
      <translation>zurück zu dem, was vorher war</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>go to a bar; with Shift choose up to there</source>
      <translation>zu einem Takt; mit Umschalt bis dort wählen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>harmonic minor</source>
      <translation>Harmonisch Moll</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>hear the one before, the next</source>
      <translation>das vorige, das nächste hören</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>highest</source>
      <translation>Höchste</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>humanise</source>
      <translation>Humanize</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>image attributes</source>
      <translation>Bildmerkmale</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>image classifier</source>
      <translation>Bildklassifikator</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>image knobs</source>
      <translation>Bildregler</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>image model</source>
      <translation>Bildmodell</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>image realism</source>
      <translation>Bildrealismus</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>keep what plays, or play what was kept</source>
      <translation>behalten, was spielt, oder Behaltenes spielen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>knobs</source>
      <translation>Regler</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>last on tonic</source>
      <translation>endet auf Grundton</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>leave a field; panic</source>
      <translation>Feld verlassen; Panik</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>let chance turn the knobs of the group that is shown</source>
      <translation>die Regler der gezeigten Gruppe würfeln</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>lock or unlock the chosen notes</source>
      <translation>gewählte Noten sperren oder entsperren</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>lock or unlock what is chosen</source>
      <translation>Gewähltes sperren oder entsperren</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>lock the idea</source>
      <translation>Idee sperren</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>lowest</source>
      <translation>Tiefste</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>lydian</source>
      <translation>Lydisch</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>major</source>
      <translation>Dur</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>major pentatonic</source>
      <translation>Dur-Pentatonik</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>make the chosen bars anew</source>
      <translation>gewählte Takte neu machen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>make them shorter, longer</source>
      <translation>kürzer, länger machen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>max density</source>
      <translation>Höchstdichte</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>melodic minor</source>
      <translation>Melodisch Moll</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>melody model</source>
      <translation>Melodiemodell</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>metronome on, off</source>
      <translation>Metronom an, aus</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>min(1, most / notes); 1 without notes.</source>
      <translation>min(1, Höchstzahl / Noten); 1 ohne Noten.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>min(1, notes / least) (equation 4).</source>
      <translation>min(1, Noten / Mindestzahl) (Gleichung 4).</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>min(1, share / least) of the syncopated notes: those held over a step stronger than the one they start on.</source>
      <translation>min(1, Anteil / Minimum) der Synkopen: Noten, die über einen stärkeren Schritt klingen als den, auf dem sie beginnen.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>min(1, silent steps / least), least a share of all steps.</source>
      <translation>min(1, stille Schritte / Minimum), das Minimum als Anteil an allen Schritten.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>minor pentatonic</source>
      <translation>Moll-Pentatonik</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>minutes on a laptop</source>
      <translation>Minuten, Laptop</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>mixolydian</source>
      <translation>Mixolydisch</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>motion</source>
      <translation>Bewegung</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>move chosen notes by a sixteenth or semitone</source>
      <translation>gewählte Noten um Sechzehntel oder Halbton bewegen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>move the clip</source>
      <translation>Clip verschieben</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>my taste</source>
      <translation>Geschmack</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>natural minor</source>
      <translation>Natürlich Moll</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>new face</source>
      <translation>neues Gesicht</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>new idea</source>
      <translation>neue Idee</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>notes/bar</source>
      <translation>Noten/Takt</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>on the photo: nearer, farther, all of it; Shift+arrows push it</source>
      <translation>auf dem Foto: näher, ferner, ganz; Umschalt+Pfeile schieben</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>open a photo</source>
      <translation>Foto öffnen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>paste a MIDI file into the slot, or play it</source>
      <translation>MIDI-Datei in den Slot einfügen, oder spielen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>phrygian</source>
      <translation>Phrygisch</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>pitch range</source>
      <translation>Tonumfang</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>pitch set</source>
      <translation>Tonvorrat</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>play a slot</source>
      <translation>Slot spielen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>play, stop</source>
      <translation>abspielen, Stopp</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>presets</source>
      <translation>Presets</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>press the button with the focus</source>
      <translation>Knopf mit dem Fokus drücken</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>published size, graphics card</source>
      <translation>Originalgröße, Grafikkarte</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>quit</source>
      <translation>beenden</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>reach</source>
      <translation>Reichweite</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>redo</source>
      <translation>wiederholen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>rename the clip</source>
      <translation>Clip umbenennen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>rename, delete</source>
      <translation>umbenennen, löschen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>repetition</source>
      <translation>Wiederkehr</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>reset all</source>
      <translation>alles zurücksetzen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>rest share</source>
      <translation>Pausenanteil</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>rule</source>
      <translation>Regel</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>save the knobs under a name</source>
      <translation>Regler unter einem Namen speichern</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>see it before, and after</source>
      <translation>vorher und nachher sehen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>show these keys</source>
      <translation>diese Tasten zeigen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>st</source>
      <translation>HT</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>stay with it, or with the first that was found</source>
      <translation>dabei bleiben, oder beim ersten gefundenen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>stepwise</source>
      <translation>schrittweise</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>strict</source>
      <translation>Streng</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>surprise</source>
      <translation>Wagnis</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>swing</source>
      <translation>Swing</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>syncopation</source>
      <translation>Synkopen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>tap the tempo</source>
      <translation>Tempo tippen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>the face before, the next in the photo</source>
      <translation>voriges, nächstes Gesicht im Foto</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>the smaller published size</source>
      <translation>kleinere Originalgröße</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>to</source>
      <translation>Bis</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>to the next control, back</source>
      <translation>zum nächsten Element, zurück</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>transpose</source>
      <translation>Transpon.</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>turn by a tenth of the range</source>
      <translation>um ein Zehntel des Bereichs drehen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>turn; with Shift a tenth</source>
      <translation>drehen; mit Umschalt ein Zehntel</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>type a value, or just type it</source>
      <translation>Wert eintippen, oder einfach tippen</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>undo</source>
      <translation>rückgängig</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>vary</source>
      <translation>variieren</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>velocity</source>
      <translation>Velocity</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>wander</source>
      <translation>Wandern</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>whole tone</source>
      <translation>Ganzton</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>without bars, to compare</source>
      <translation>ohne Takte, zum Vergleich</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>zoom in, out, show everything</source>
      <translation>vergrößern, verkleinern, alles zeigen</translation>
    </message>
  </context>
</TS>
