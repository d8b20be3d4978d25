<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
  <context>
    <name>studio</name>
    <message>
      <location filename="gui/faces/state/judge.py" />
      <source>The face finder ended unexpectedly; try again, perhaps with a smaller photo.</source>
      <translation>顔の検出が予期せず終了しました。小さめの写真でもう一度お試しください。</translation>
    </message>
    <message>
      <location filename="gui/faces/state/judge.py" />
      <source>The face in {name} is too small; come closer, or give a larger photo.</source>
      <translation>{name} の顔が小さすぎます。近くから撮るか、大きな写真を使ってください。</translation>
    </message>
    <message>
      <location filename="gui/faces/state/load.py" />
      <source>Faces need trained weights, which are missing: {names}. Train them as docs/images.md says, and put them into {folder}.</source>
      <translation>顔には学習済みの重みが必要ですが、見つかりません：{names}。docs/images.md のとおりに学習させ、{folder} に置いてください。</translation>
    </message>
    <message>
      <location filename="gui/faces/state/model.py" />
      <source>This face is not that of a photo; open one.</source>
      <translation>この顔は写真のものではありません。写真を開いてください。</translation>
    </message>
    <message>
      <location filename="gui/faces/state/model.py" />
      <source>sample {number}</source>
      <translation>サンプル {number}</translation>
    </message>
    <message>
      <location filename="gui/faces/state/model.py" />
      <source>{name} is the photo itself, which is never written over; choose another name.</source>
      <translation>{name} は元の写真なので上書きしません。別の名前を選んでください。</translation>
    </message>
    <message>
      <location filename="gui/faces/state/model.py" />
      <source>{name}, variation {number}</source>
      <translation>{name}、バリエーション {number}</translation>
    </message>
    <message>
      <location filename="gui/faces/state/session.py" />
      <source>Nothing in {name} is changed yet; move a slider first.</source>
      <translation>{name} はまだ変更されていません。先にスライダーを動かしてください。</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>Loading the model of faces.</source>
      <translation>顔のモデルを読み込み中です。</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>Looking for faces in {name}.</source>
      <translation>{name} の顔を探しています。</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>Refining {name}</source>
      <translation>{name} を精緻化中</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>Saved {path}</source>
      <translation>{path} を保存しました</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>Saving {name}</source>
      <translation>{name} を保存中</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>The edit is still being made; save it in a moment.</source>
      <translation>編集を処理中です。少し待ってから保存してください。</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>There is no face yet; open a photo or sample one.</source>
      <translation>顔がまだありません。写真を開くか、新しい顔を作ってください。</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>{name} shows {faces} faces, {small} of them too small; the largest is chosen, click another one.</source>
      <translation>{name} には顔が {faces} つあり、うち {small} つは小さすぎます。最大の顔を選びました。別の顔はクリックで選べます。</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>{name} shows {faces} faces; the largest is chosen, click another one.</source>
      <translation>{name} には顔が {faces} つあります。最大の顔を選びました。別の顔はクリックで選べます。</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>{saved}: {said}</source>
      <translation>{saved}：{said}</translation>
    </message>
    <message>
      <location filename="gui/faces/state/work.py" />
      <source>{what}: {share:.0f} %.</source>
      <translation>{what}：{share:.0f} %</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>A face that never existed (N)</source>
      <translation>実在しない顔を作る（N）</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Animation (*.gif);;Animation (*.webp);;Animation (*.png)</source>
      <translation>アニメーション (*.gif);;アニメーション (*.webp);;アニメーション (*.png)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Drag to the right to see the reconstruction under the edit</source>
      <translation>右へドラッグすると編集の下の再構成が見えます</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Drop a photo here.</source>
      <translation>ここに写真をドロップしてください。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Edit</source>
      <translation>編集</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Faces kept by the studio (*.safetensors)</source>
      <translation>スタジオで保存した顔 (*.safetensors)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Faces that resemble this one, with the same sliders (V)</source>
      <translation>同じスライダー設定で、この顔に似た顔を作る（V）</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Find a face in a photo (O); or drop the photo on the page</source>
      <translation>写真から顔を探す（O）。写真をページにドロップもできます</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>History</source>
      <translation>履歴</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Keep this face and its sliders</source>
      <translation>この顔とスライダーを保存</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>New face</source>
      <translation>新しい顔</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Nothing to redo.</source>
      <translation>やり直すものはありません。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Nothing to undo yet.</source>
      <translation>取り消すものはまだありません。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Open a face that was kept</source>
      <translation>保存した顔を開く</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Open a photo</source>
      <translation>写真を開く</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Original</source>
      <translation>元の画像</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Photo (*.png *.jpg *.jpeg)</source>
      <translation>写真 (*.png *.jpg *.jpeg)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Photos (*.jpg *.jpeg *.png *.webp *.avif *.tif *.tiff *.bmp *.gif);;All files (*)</source>
      <translation>写真 (*.jpg *.jpeg *.png *.webp *.avif *.tif *.tiff *.bmp *.gif);;すべてのファイル (*)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Picture (*.png)</source>
      <translation>画像 (*.png)</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Reconstruction</source>
      <translation>再構成</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Redo</source>
      <translation>やり直す</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Redo (Ctrl+Shift+Z)</source>
      <translation>やり直す（Ctrl+Shift+Z）</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Save all three side by side</source>
      <translation>3 つを並べて保存</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Save an animation from before to after</source>
      <translation>前から後へのアニメーションを保存</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Save and open</source>
      <translation>保存と読み込み</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Save the edit as a picture</source>
      <translation>編集を画像として保存</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Save the photo with its edits, at full size</source>
      <translation>編集した写真を元のサイズで保存</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Save the picture, an animation or the face itself</source>
      <translation>画像、アニメーション、顔そのものを保存</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Share that is done</source>
      <translation>進捗</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>The photo, as large as the model sees it; drop one here</source>
      <translation>モデルが見る大きさの写真。ここに写真をドロップできます</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Undo</source>
      <translation>取り消す</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Undo (Ctrl+Z)</source>
      <translation>取り消す（Ctrl+Z）</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Variations</source>
      <translation>似た顔</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>Vary</source>
      <translation>変化させる</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>What the model keeps of it: edits begin here</source>
      <translation>モデルが再現した顔：編集はここから始まります</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>as it is</source>
      <translation>そのまま</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>photo</source>
      <translation>写真</translation>
    </message>
    <message>
      <location filename="gui/faces/view/page.py" />
      <source>sampled</source>
      <translation>サンプル</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>100 % is the distance between two unrelated faces.</source>
      <translation>100 % は無関係な 2 つの顔の距離です。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Asked for</source>
      <translation>指定</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Distance of the persons</source>
      <translation>人物の距離</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Distance of the two persons as dlib sees them: below 0.60 it takes them for one.</source>
      <translation>dlib が測る 2 人の距離：0.60 未満なら同一人物とみなします。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Move a slider, and the persons are compared.</source>
      <translation>スライダーを動かすと人物を比較します。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Moved {share:.0f} % of the way to an unrelated face, as far as it may.</source>
      <translation>無関係な顔までの距離の {share:.0f} % を移動（上限）。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Moved {share:.0f} % of the way to an unrelated face.</source>
      <translation>無関係な顔までの距離の {share:.0f} % を移動。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>No slider is moved.</source>
      <translation>動かしたスライダーはありません。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Nothing yet.</source>
      <translation>まだありません。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Probability as the model itself sees it, and by how many points it changed.</source>
      <translation>モデル自身が見た確率と、その変化（ポイント）。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Reconstruction: {now:.1f} dB like the photo's pixels, {before:.1f} dB before refining.</source>
      <translation>再構成：写真の画素との近さ {now:.1f} dB、精緻化の前は {before:.1f} dB。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>Reconstruction: {now:.2f} from the photo, {before:.2f} before refining.</source>
      <translation>再構成：写真からの距離 {now:.2f}、精緻化の前は {before:.2f}。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>The person</source>
      <translation>人物</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>The persons are being compared.</source>
      <translation>人物を比較中です。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>What else changed</source>
      <translation>そのほかの変化</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>What was asked for</source>
      <translation>指定した変化</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>somebody else</source>
      <translation>別人</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>still the same person</source>
      <translation>まだ同一人物</translation>
    </message>
    <message>
      <location filename="gui/faces/view/panel.py" />
      <source>the same person</source>
      <translation>同一人物</translation>
    </message>
    <message>
      <location filename="gui/faces/view/photo.py" />
      <source>Drag to see the photo before (B); wheel, +, - and 0 zoom, then a drag pushes it; click another face to edit it</source>
      <translation>ドラッグで編集前の写真（B）。ホイール、+、-、0 でズームし、ズーム中はドラッグで移動。別の顔はクリックで編集</translation>
    </message>
    <message>
      <location filename="gui/faces/view/photo.py" />
      <source>Face {number} of {faces}</source>
      <translation>顔 {number} / {faces}</translation>
    </message>
    <message>
      <location filename="gui/faces/view/photo.py" />
      <source>Photo</source>
      <translation>写真</translation>
    </message>
    <message>
      <location filename="gui/faces/view/photo.py" />
      <source>Reading {name}.</source>
      <translation>{name} を読み込み中です。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Every slider is at rest.</source>
      <translation>スライダーはすべて初期位置です。</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>How far the edit may go; 100 % lets it go as far as it likes. Less stays closer to the person</source>
      <translation>編集が動ける幅。100 % で無制限。小さいほど本人に近く保ちます</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>How strongly the edit is drawn to where real faces lie; counts once a slider is moved</source>
      <translation>編集を実際の顔へ引き寄せる強さ。スライダーを動かすと効きます</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>May move</source>
      <translation>移動範囲</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Put every slider to rest (R)</source>
      <translation>すべてのスライダーを戻す（R）</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Realism</source>
      <translation>リアルさ</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Rebuilt</source>
      <translation>再構成</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Reset all</source>
      <translation>すべてリセット</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Start from</source>
      <translation>始点</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Start from the photo: only what the edit changes is added to it, and its detail stays</source>
      <translation>写真から始める：変化した分だけを加え、細部は残ります</translation>
    </message>
    <message>
      <location filename="gui/faces/view/sliders.py" />
      <source>Start from the reconstruction: the face as the model makes it, softer but all of it</source>
      <translation>再構成から始める：モデルが作る顔。柔らかめですが全体が変わります</translation>
    </message>
    <message>
      <location filename="gui/melody/state/by_hand.py" />
      <source>Another melody is being made; {instead} as soon as it is there.</source>
      <translation>別のメロディを作成中です。できあがったら{instead}。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/by_hand.py" />
      <source>The bars were not made anew, since the music went on meanwhile; press R again.</source>
      <translation>音楽が先へ進んだため小節を作り直せませんでした。もう一度 R を押してください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/by_hand.py" />
      <source>The {bars} bars are being made; lock some as soon as they are there.</source>
      <translation>{bars} 小節を作成中です。できあがったらロックできます。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/by_hand.py" />
      <source>There is no melody now whose bars could be locked.</source>
      <translation>小節をロックできるメロディがありません。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/by_hand.py" />
      <source>These bars are locked; unlock them to make them anew.</source>
      <translation>これらの小節はロック中です。解除すると作り直せます。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/by_hand.py" />
      <source>edit that one</source>
      <translation>それを編集してください</translation>
    </message>
    <message>
      <location filename="gui/melody/state/by_hand.py" />
      <source>press R</source>
      <translation>R を押してください</translation>
    </message>
    <message>
      <location filename="gui/melody/state/elsewhere.py" />
      <source>The melody model ended unexpectedly, twice; close other programs, which may need its memory, and try again.</source>
      <translation>メロディモデルが 2 回、予期せず終了しました。メモリを使う他のプログラムを閉じて、もう一度お試しください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/files.py" />
      <source>The first of {clips} clips was taken.</source>
      <translation>{clips} 個のクリップのうち最初のものを取り込みました。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/files.py" />
      <source>The first {taken} of {bars} bars were taken.</source>
      <translation>{bars} 小節のうち最初の {taken} 小節を取り込みました。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/files.py" />
      <source>The notes were changed since the studio wrote them; they were taken without idea and knobs.</source>
      <translation>スタジオで書き出した後に音が変更されています。アイデアとノブは使わず、音だけを取り込みました。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/files.py" />
      <source>What the studio wrote beside the notes cannot be read; the notes alone were taken.</source>
      <translation>音に添えられたスタジオの情報を読めません。音だけを取り込みました。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/files.py" />
      <source>{name} is in {key}.</source>
      <translation>{name} のキーは {key} です。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/files.py" />
      <source>{name}: choose a name that ends in .mid, .wav or .png.</source>
      <translation>{name}：.mid、.wav、.png のいずれかで終わる名前にしてください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/inference.py" />
      <source>No learned prior fits this melody model; use the model that ships, or train a prior for this one.</source>
      <translation>このメロディモデルに合う学習済みの事前分布がありません。付属のモデルを使うか、事前分布を学習させてください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/music.py" />
      <source>The idea is locked; unlock it first (L).</source>
      <translation>アイデアはロック中です。先にロックを解除してください（L）。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/music.py" />
      <source>The idea of the last session belongs to another model; a new one plays.</source>
      <translation>前回のアイデアは別のモデルのものなので、新しいアイデアを再生します。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/music.py" />
      <source>The model is still being loaded.</source>
      <translation>モデルを読み込み中です。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/music.py" />
      <source>There is nothing to vary yet; wait until a melody plays.</source>
      <translation>まだ変化させるものがありません。メロディが鳴るまでお待ちください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/offers.py" />
      <source>Use its chords</source>
      <translation>このコードを使う</translation>
    </message>
    <message>
      <location filename="gui/melody/state/offers.py" />
      <source>Use {key}</source>
      <translation>{key} を使う</translation>
    </message>
    <message>
      <location filename="gui/melody/state/offers.py" />
      <source>{name} has the chords {chords}.</source>
      <translation>{name} のコードは {chords} です。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/offers.py" />
      <source>{root} {scale}</source>
      <translation>{root} {scale}</translation>
    </message>
    <message>
      <location filename="gui/melody/state/played.py" />
      <source>Choose a MIDI input first, with the sliders in the strip above; then play chords in.</source>
      <translation>先に上のバーのつまみから MIDI 入力を選び、コードを弾いてください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/played.py" />
      <source>No chord was recognised; the chords stay as they are.</source>
      <translation>コードを認識できませんでした。コードはそのままです。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/played.py" />
      <source>You play in {key}.</source>
      <translation>{key} で演奏しています。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>The name of a preset must be a text, and its tags a list of texts.</source>
      <translation>プリセットの名前は文字列、タグは文字列のリストでなければなりません。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>There is a preset {name!r} already; choose another name.</source>
      <translation>プリセット {name!r} はすでにあります。別の名前を選んでください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>any notes</source>
      <translation>すべての音</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>chords {chords}</source>
      <translation>コード {chords}</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>off</source>
      <translation>オフ</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>{knob} {value}</source>
      <translation>{knob} {value}</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>{name!r} is no name for a preset; give it one of 1 to {most} letters.</source>
      <translation>{name!r} はプリセット名に使えません。1～{most} 文字の名前にしてください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/presets.py" />
      <source>{number} {unit}</source>
      <translation>{number} {unit}</translation>
    </message>
    <message>
      <location filename="gui/melody/state/reasons.py" />
      <source>Choose a scale first: strict bars the notes outside it.</source>
      <translation>先にスケールを選んでください。「厳密」はスケール外の音を禁止します。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/reasons.py" />
      <source>Locked: unlock the idea and it wanders.</source>
      <translation>ロック中：解除するとアイデアが移ろいます。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/reasons.py" />
      <source>No rule of your own is loaded: teach one on the Train page, from your thumbs or a reward, and use it.</source>
      <translation>自作のルールが読み込まれていません。学習ページで評価や報酬から学ばせてください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/reasons.py" />
      <source>Only a wandering idea evolves.</source>
      <translation>移ろうアイデアだけが変化します。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/remote.py" />
      <source>Listens at port {port}, {where}; tells {told}.</source>
      <translation>ポート {port} で受信中（{where}）。送信先：{told}。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/remote.py" />
      <source>OSC: nobody listens at {where}; say /hello from there again.</source>
      <translation>OSC：{where} で受信するものがありません。そこから /hello を送り直してください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/remote.py" />
      <source>Off: nothing listens and nothing is sent.</source>
      <translation>オフ：受信も送信もしません。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/remote.py" />
      <source>from this computer and its network</source>
      <translation>このコンピューターとネットワーク</translation>
    </message>
    <message>
      <location filename="gui/melody/state/remote.py" />
      <source>from this computer only</source>
      <translation>このコンピューターのみ</translation>
    </message>
    <message>
      <location filename="gui/melody/state/remote.py" />
      <source>nobody until somebody says /hello</source>
      <translation>なし（/hello を受信するまで）</translation>
    </message>
    <message>
      <location filename="gui/melody/state/saving.py" />
      <source>{name} was given up.</source>
      <translation>{name} を中止しました。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>All slots are empty; keep something in one first.</source>
      <translation>スロットはすべて空です。先に何か保存してください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>The locked bars were let go for the file; undo brings them back.</source>
      <translation>ファイルのために小節のロックを解除しました。「取り消す」で元に戻ります。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>There is no melody to judge yet.</source>
      <translation>評価するメロディがまだありません。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>There is no melody to keep yet.</source>
      <translation>保存するメロディがまだありません。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>There is no other idea to compare with yet.</source>
      <translation>比較できる別のアイデアがまだありません。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>{name} belongs to another model.</source>
      <translation>{name} は別のモデルのものです。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/session.py" />
      <source>{name} is still being written; wait for it, or cancel it.</source>
      <translation>{name} はまだ書き込み中です。待つか、中止してください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/setting.py" />
      <source>The rows of an idea must have as many numbers each.</source>
      <translation>アイデアの各行の数値は同じ個数でなければなりません。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Cannot delete {name}: {why}.</source>
      <translation>{name} を削除できません：{why}。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Mark {down} more down first.</source>
      <translation>先にあと {down} 件の低評価を付けてください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Mark {up} more up and {down} more down first.</source>
      <translation>先にあと {up} 件の高評価と {down} 件の低評価を付けてください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Mark {up} more up first.</source>
      <translation>先にあと {up} 件の高評価を付けてください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>No taste of yours plays now; learn one from your thumbs first.</source>
      <translation>あなたの好みは使われていません。先に評価から学習してください。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Nothing was learned; the thumbs stay.</source>
      <translation>何も学習されませんでした。評価は残ります。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Preparing: 30 s</source>
      <translation>準備中：30 秒</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Stopping</source>
      <translation>停止中</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>Your taste is being learned in a process of its own; before its first update it hears 128 ideas.</source>
      <translation>好みは別プロセスで学習中です。最初の更新までに 128 個のアイデアを聴きます。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>{left} left</source>
      <translation>残り {left}</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>{marks} marks</source>
      <translation>評価 {marks} 件</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>{marks} of {needed}</source>
      <translation>{marks} / {needed}</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>{up} liked and {down} not; at least {least} of each are needed, and twenty say more.</source>
      <translation>高評価 {up} 件、低評価 {down} 件。それぞれ {least} 件以上必要で、20 件あるとより確かです。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>“{name}” is learned and on: the ear beside the thumbs compares.</source>
      <translation>「{name}」を学習し、オンにしました。評価ボタンの横の耳で比較できます。</translation>
    </message>
    <message>
      <location filename="gui/melody/state/taste.py" />
      <source>“{name}” is learned, for another melody model than the one that plays.</source>
      <translation>「{name}」を学習しました。ただし再生中とは別のメロディモデル用です。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Another part is sent on this channel</source>
      <translation>このチャンネルでは別のパートを送信中です</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords</source>
      <translation>コード</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords of the MIDI input: in time with the song; if it stands still, each is a bar.</source>
      <translation>MIDI 入力のコード：曲に合わせて入力。停止中は 1 つが 1 小節。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords that you play on a MIDI keyboard: in time while the song plays, one a bar while it stands still</source>
      <translation>MIDI キーボードで弾くコード：再生中は曲に合わせ、停止中は 1 小節に 1 つ</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords to follow, which go round: | parts bars, and chords of one bar share its beats. Roman numerals (ii7 V7 I) stand in the major key of the root. Enter applies, Escape leaves it.</source>
      <translation>繰り返し従うコード：| で小節を区切り、同じ小節のコードは拍を分け合います。ローマ数字（ii7 V7 I）はルートの長調で読みます。Enter で適用、Esc で中止。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Chords, such as  Am7 | F | C/E | G7  or  ii7 | V7 | I</source>
      <translation>コード（例：Am7 | F | C/E | G7 や ii7 | V7 | I）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>No chords</source>
      <translation>コードなし</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Play chords in from MIDI</source>
      <translation>MIDI からコードを弾く</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Play chords: Enter takes them, Escape leaves them</source>
      <translation>コードを弾いてください：Enter で採用、Esc で破棄</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Progressions to start from; chords that are played in</source>
      <translation>出発点となるコード進行、コードの演奏入力</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Send a bass of their roots</source>
      <translation>ルート音のベースを送信</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Send the chords</source>
      <translation>コードを送信</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>Take the chords that were played (Enter)</source>
      <translation>弾いたコードを採用（Enter）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>channel {}</source>
      <translation>チャンネル {}</translation>
    </message>
    <message>
      <location filename="gui/melody/view/chords.py" />
      <source>not</source>
      <translation>なし</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>All slots are empty: keep something in one first</source>
      <translation>スロットはすべて空です：先に何か保存してください</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Copied {name}: paste it into a DAW, a folder or a slot.</source>
      <translation>{name} をコピーしました：DAW、フォルダー、スロットに貼り付けられます。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Export</source>
      <translation>書き出し</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Export all slots</source>
      <translation>全スロットを書き出し</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Export all slots as one MIDI file</source>
      <translation>全スロットを 1 つの MIDI ファイルに書き出し</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Export what plays</source>
      <translation>再生中のものを書き出し</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Load a preset</source>
      <translation>プリセットを読み込む</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Load a preset file</source>
      <translation>プリセットファイルを読み込む</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>MIDI file (*.mid)</source>
      <translation>MIDI ファイル (*.mid)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>MIDI files (*.mid *.midi *.kar *.rmi *.smf)</source>
      <translation>MIDI ファイル (*.mid *.midi *.kar *.rmi *.smf)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Notes on the sixteenths, whole and all as loud, in place of what is heard: swing, gate, accents, humanise</source>
      <translation>聴こえるまま（スイング、ゲート、アクセント、ゆらぎ）ではなく、16 分のグリッド上に同じ音量で書き出す</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>One after another, each on a track of its own</source>
      <translation>順に、それぞれ別のトラックへ</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Open a MIDI file</source>
      <translation>MIDI ファイルを開く</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Picture of the roll (*.png)</source>
      <translation>ロールの画像 (*.png)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Plain grid in MIDI files</source>
      <translation>MIDI ファイルをグリッドどおりにする</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Presets</source>
      <translation>プリセット</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Presets (*.json)</source>
      <translation>プリセット (*.json)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Save a preset</source>
      <translation>プリセットを保存</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Save the knobs as a preset file</source>
      <translation>ノブをプリセットファイルに保存</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>Sound (*.wav)</source>
      <translation>サウンド (*.wav)</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>There is no file on the clipboard; copy a MIDI file first.</source>
      <translation>クリップボードにファイルがありません。先に MIDI ファイルをコピーしてください。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/files.py" />
      <source>This slot is empty; there is nothing to copy.</source>
      <translation>このスロットは空です。コピーするものがありません。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Choose bars first: drag along the numbers above the roll, or go there by shift and arrows.</source>
      <translation>先に小節を選んでください：ロール上の番号をドラッグするか、Shift と矢印キーで選びます。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Compare with the idea before</source>
      <translation>前のアイデアと比較</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Compare with {other} (B)</source>
      <translation>{other} と比較（B）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Dislike</source>
      <translation>好みではない</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Export, open a MIDI file, presets</source>
      <translation>書き出し、MIDI ファイルを開く、プリセット</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Files and presets</source>
      <translation>ファイルとプリセット</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Go on from a neighbour of this idea (V)</source>
      <translation>このアイデアに近いものへ進む（V）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Go on from an idea that was never heard (N)</source>
      <translation>まだ聴いたことのないアイデアへ進む（N）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>I like this one: your taste can be learned from it</source>
      <translation>好き：ここからあなたの好みを学習できます</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Like</source>
      <translation>好き</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Listening</source>
      <translation>聴いています</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Loading the model</source>
      <translation>モデルを読み込み中</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Lock the idea</source>
      <translation>アイデアをロック</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Locked: unlock the idea first.</source>
      <translation>ロック中：先にアイデアのロックを解除してください。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>New idea</source>
      <translation>新しいアイデア</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>No other idea yet.</source>
      <translation>別のアイデアはまだありません。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Not this one</source>
      <translation>これは違う</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>Stay with this idea (L)</source>
      <translation>このアイデアにとどまる（L）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/page.py" />
      <source>The last ideas</source>
      <translation>最近のアイデア</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>A collection that the model has learned from: melodies of its kind</source>
      <translation>モデルが学んだ曲集：その種のメロディ</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>A turn lands at the</source>
      <translation>反映の時点</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Accent pattern</source>
      <translation>アクセント</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>CC {number}, channel {channel}</source>
      <translation>CC {number}、チャンネル {channel}</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Choose a MIDI input first, with the sliders in the strip above; then learn again.</source>
      <translation>先に上のバーのつまみから MIDI 入力を選び、もう一度ラーンしてください。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Groups of knobs</source>
      <translation>ノブのグループ</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>How the music goes on</source>
      <translation>音楽の進み方</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Key and scale</source>
      <translation>キーとスケール</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Key and scale  ·  lands at the next bar</source>
      <translation>キーとスケール  ·  次の小節から</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Lands</source>
      <translation>反映</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Length</source>
      <translation>長さ</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Length of the clip: a short one is made as a loop, 32 bars are two halves that are related</source>
      <translation>クリップの長さ：短いものはループとして、32 小節は関連する前半と後半として作られます</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Let chance turn the knobs of this group</source>
      <translation>このグループのノブをランダムに回す</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Let chance turn the knobs of this group, within what sounds good (Shift+R)</source>
      <translation>このグループのノブを良く響く範囲でランダムに回す（Shift+R）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Presets: knobs under a name, to hear, choose and save (P)</source>
      <translation>プリセット：名前を付けたノブ。試聴、選択、保存（P）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Root</source>
      <translation>ルート</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Scale</source>
      <translation>スケール</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Style</source>
      <translation>スタイル</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>The music</source>
      <translation>音楽</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>The scale's first note</source>
      <translation>スケールの最初の音</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>When a turned knob is heard</source>
      <translation>回したノブが聴こえる時点</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Which notes may sound</source>
      <translation>鳴ってよい音</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>Which sixteenths of a bar are louder; the knob Accent says by how much</source>
      <translation>小節のどの 16 分が強いか。強さはノブ「アクセント」で決めます</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>any style</source>
      <translation>どれでも</translation>
    </message>
    <message>
      <location filename="gui/melody/view/panel.py" />
      <source>notes of my own</source>
      <translation>自分で選んだ音</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Arrows to hear one, Enter to stay with it, Esc to go back. The idea stays as it is.</source>
      <translation>矢印で試聴、Enter で決定、Esc で戻る。アイデアはそのままです。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Bring back</source>
      <translation>元に戻す</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Choose a preset first.</source>
      <translation>先にプリセットを選んでください。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Delete</source>
      <translation>削除</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Delete it (Ctrl+D)</source>
      <translation>削除（Ctrl+D）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Find a preset</source>
      <translation>プリセットを検索</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Find by name or tag</source>
      <translation>名前かタグで検索</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Give it another name and other tags (Ctrl+R)</source>
      <translation>名前とタグを変える（Ctrl+R）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Name</source>
      <translation>名前</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Name of the preset</source>
      <translation>プリセットの名前</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>No preset has these words in its name or tags.</source>
      <translation>名前やタグにその言葉を含むプリセットはありません。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Presets that were found</source>
      <translation>見つかったプリセット</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Rename</source>
      <translation>名前変更</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Save</source>
      <translation>保存</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Save it (Enter); Esc leaves it</source>
      <translation>保存（Enter）、中止（Esc）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Save the knobs as they are, under a name (Ctrl+S)</source>
      <translation>今のノブを名前を付けて保存（Ctrl+S）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Stay with what is heard (Enter)</source>
      <translation>聴いているものに決める（Enter）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Tags of the preset</source>
      <translation>プリセットのタグ</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Tags, such as slow, folk</source>
      <translation>タグ（例：slow, folk）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>This one comes with the studio: save it under a name of your own to change it.</source>
      <translation>これは付属のプリセットです。変更するには自分の名前で保存してください。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Undo: {name} is there again</source>
      <translation>取り消す：{name} が戻ります</translation>
    </message>
    <message>
      <location filename="gui/melody/view/presets.py" />
      <source>Use</source>
      <translation>使う</translation>
    </message>
    <message>
      <location filename="gui/melody/view/saving.py" />
      <source>Cancel</source>
      <translation>キャンセル</translation>
    </message>
    <message>
      <location filename="gui/melody/view/saving.py" />
      <source>Writing {name}</source>
      <translation>{name} を書き込み中</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Answers what I play</source>
      <translation>演奏に応える</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Form</source>
      <translation>形式</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Idea</source>
      <translation>アイデア</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>New idea every 16 bars</source>
      <translation>16 小節ごとに新しく</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Next bar</source>
      <translation>次の小節</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Next sixteenth</source>
      <translation>次の 16 分</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Repeats</source>
      <translation>繰り返す</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Sound</source>
      <translation>サウンド</translation>
    </message>
    <message>
      <location filename="gui/melody/view/specs.py" />
      <source>Wanders on</source>
      <translation>移ろう</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Compare with and without my taste</source>
      <translation>好みの有無を比較</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Forget</source>
      <translation>忘れる</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Forget {name}</source>
      <translation>{name} を忘れる</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Forget {name}? What was learned is deleted; the thumbs stay.</source>
      <translation>{name} を忘れますか？学習結果は削除され、評価は残ります。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Hear it with your taste</source>
      <translation>好みありで聴く</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Hear it without your taste</source>
      <translation>好みなしで聴く</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Learn my taste</source>
      <translation>好みを学習</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Learn what you like from the thumbs, while it plays</source>
      <translation>再生中に、評価からあなたの好みを学習</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Name or forget my taste</source>
      <translation>好みの名前変更・消去</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Name or forget your taste</source>
      <translation>好みの名前変更・消去</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>No taste of yours plays yet: learn one from your thumbs.</source>
      <translation>まだあなたの好みは使われていません。評価から学習してください。</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Rename my taste</source>
      <translation>好みの名前を変更</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Rename {name}</source>
      <translation>{name} の名前を変更</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>Stop learning; the music goes on</source>
      <translation>学習を中止（音楽は続きます）</translation>
    </message>
    <message>
      <location filename="gui/melody/view/taste.py" />
      <source>This rule was not learned from thumbs; see the Train page</source>
      <translation>このルールは評価から学習したものではありません。学習ページを参照してください</translation>
    </message>
    <message>
      <location filename="gui/shared/state/sound.py" />
      <source>This computer has no sound device: choose a MIDI port above to hear this in your DAW.</source>
      <translation>このコンピューターには音声デバイスがありません。上で MIDI ポートを選び DAW で聴いてください。</translation>
    </message>
    <message>
      <location filename="gui/shared/state/transport.py" />
      <source>No MIDI port is chosen: choose one above to hear this in your DAW, or listen with the loudspeaker.</source>
      <translation>MIDI ポートが未選択です。上で選んで DAW で聴くか、スピーカーで聴いてください。</translation>
    </message>
    <message>
      <location filename="gui/shared/state/transport.py" />
      <source>{source} comes in at an input: choose one in the settings of the strip.</source>
      <translation>{source} は入力から受けます。上のバーの設定で入力を選んでください。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>About</source>
      <translation>情報</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>After Engel, Hoffman, Roberts: [Latent Constraints]({paper}), 2017.</source>
      <translation>参考：Engel, Hoffman, Roberts: [Latent Constraints]({paper}), 2017.</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Licence</source>
      <translation>ライセンス</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Model cards</source>
      <translation>モデルカード</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Models</source>
      <translation>モデル</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>No weights come with this version; train some on the Train page.</source>
      <translation>この版に重みは付属していません。学習ページで学習させてください。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Stands on</source>
      <translation>使用ライブラリ</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Turn *scale* and *density* and hear 16-bar melodies change: a generative model that is learned once, and constraints that are learned afterwards in its latent space.</source>
      <translation>*スケール*と*密度*を回すと 16 小節のメロディが変わります。一度だけ学習する生成モデルと、その潜在空間で後から学習する制約によるものです。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Version</source>
      <translation>バージョン</translation>
    </message>
    <message>
      <location filename="gui/shared/view/about.py" />
      <source>Versions and licences</source>
      <translation>バージョンとライセンス</translation>
    </message>
    <message>
      <location filename="gui/shared/view/keys.py" />
      <source>Esc closes this</source>
      <translation>Esc で閉じる</translation>
    </message>
    <message>
      <location filename="gui/shared/view/keys.py" />
      <source>Keys</source>
      <translation>キー</translation>
    </message>
    <message>
      <location filename="gui/shared/view/keys.py" />
      <source>Keys of the studio</source>
      <translation>スタジオのキー操作</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>A MIDI program change that comes in recalls a slot: program 1 the first</source>
      <translation>受信した MIDI プログラムチェンジでスロットを呼び出す（1 番が最初）</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>Knobs sent back to</source>
      <translation>ノブ位置の返送先</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>Nobody</source>
      <translation>なし</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>Off</source>
      <translation>オフ</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>On any channel</source>
      <translation>全チャンネル</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>On channel {channel}</source>
      <translation>チャンネル {channel}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>Slots by program</source>
      <translation>プログラムでスロット</translation>
    </message>
    <message>
      <location filename="gui/shared/view/midi_fields.py" />
      <source>The output of the controller that turns knobs: its rings and motor faders follow whatever turns them. Off until you choose it, since a port that leads back to us, such as a bus, is no controller</source>
      <translation>ノブを回すコントローラーへの出力：リングやモーターフェーダーが追従します。選ぶまではオフです（バスのように戻ってくるポートはコントローラーではないため）</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Anyone in your network may then turn the knobs</source>
      <translation>ネットワーク上の誰でもノブを回せるようになります</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Language</source>
      <translation>言語</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Listen for OSC messages</source>
      <translation>OSC メッセージを受信</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Max, TouchOSC and scripts turn knobs: docs/daw-guide.md has them</source>
      <translation>Max、TouchOSC、スクリプトからノブを回す：docs/daw-guide.md を参照</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>OSC from</source>
      <translation>OSC 受信元</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>OSC port</source>
      <translation>OSC ポート</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>OSC to</source>
      <translation>OSC 送信先</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Of the window; the form of the Train page follows at the next start</source>
      <translation>ウィンドウの言語。学習ページのフォームは次回起動時に切り替わります</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Other computers may send, too</source>
      <translation>他のコンピューターからも受信</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Remote control</source>
      <translation>リモート</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Settings</source>
      <translation>設定</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>The UDP port at which messages come in</source>
      <translation>メッセージを受信する UDP ポート</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>The colours of the window</source>
      <translation>ウィンドウの配色</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Theme</source>
      <translation>テーマ</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Who is told what changes, such as 192.168.1.20:9001; if empty, the last /hello</source>
      <translation>変化の通知先（例：192.168.1.20:9001）。空なら最後の /hello</translation>
    </message>
    <message>
      <location filename="gui/shared/view/preferences.py" />
      <source>Whoever said /hello last</source>
      <translation>最後に /hello を送った相手</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>&lt;b&gt;Built-in voice (S)&lt;/b&gt;&lt;br&gt;{what}&lt;br&gt;The arrow: voices, volume, metronome (M)</source>
      <translation>&lt;b&gt;内蔵音源（S）&lt;/b&gt;&lt;br&gt;{what}&lt;br&gt;矢印：音色、音量、メトロノーム（M）</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>A click on each beat, the first of a bar higher; never sent to the port, never exported</source>
      <translation>拍ごとのクリック。1 拍目は高い音。ポートにもファイルにも出力されません</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Built-in voice	S</source>
      <translation>内蔵音源	S</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Listen here, without a DAW</source>
      <translation>DAW なしでここで聴く</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Metronome	M</source>
      <translation>メトロノーム	M</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>On: {heard}</source>
      <translation>オン：{heard}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Volume</source>
      <translation>音量</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound.py" />
      <source>Volume of the built-in voice and the metronome</source>
      <translation>内蔵音源とメトロノームの音量</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>A click on each beat</source>
      <translation>拍ごとにクリック</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Bass program</source>
      <translation>ベースの音色番号</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Built-in voice</source>
      <translation>内蔵音源</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Chord program</source>
      <translation>コードの音色番号</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Hear the music here, without a DAW (S)</source>
      <translation>DAW なしでここで聴く（S）</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>How the melody sounds here and in sound files; chords and bass have their own</source>
      <translation>ここと音声ファイルでのメロディの音色。コードとベースは別の音色です</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Melody program</source>
      <translation>メロディの音色番号</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Metronome</source>
      <translation>メトロノーム</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>None</source>
      <translation>なし</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Play through this computer</source>
      <translation>このコンピューターで鳴らす</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>The General MIDI instrument that is asked for at the port when playing starts, and in MIDI files. None leaves the instrument in your DAW as it is.</source>
      <translation>再生開始時と MIDI ファイルで指定する General MIDI 音色。「なし」なら DAW の音色は変わりません。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>The first beat of a bar is higher (M); never sent, never exported</source>
      <translation>1 拍目は高い音（M）。送信も書き出しもされません</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>This part is not sent: give it a channel by the arrow beside the chords.</source>
      <translation>このパートは送信されていません。コード横のボタンでチャンネルを割り当ててください。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/sound_fields.py" />
      <source>Voice</source>
      <translation>音色</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source> (virtual)</source>
      <translation>（仮想）</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source> BPM</source>
      <translation> BPM</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Bars that were not ready in time: {bars}. Latest message: {worst:.1f} ms late.</source>
      <translation>間に合わなかった小節：{bars}。最も遅れたメッセージ：{worst:.1f} ms。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Choose a port</source>
      <translation>未選択</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Clock out, MIDI input, refresh the ports</source>
      <translation>クロック送信、MIDI 入力、ポートの再検索</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Finding the DAW's tempo</source>
      <translation>DAW のテンポを検出中</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Listen to: clock, controllers, notes</source>
      <translation>受信：クロック、コントローラー、ノート</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Lit while MIDI goes out: {sent} messages so far</source>
      <translation>MIDI 送信中に点灯：これまで {sent} 件</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Locked to the other clock</source>
      <translation>外部クロックに同期中</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Look for ports again</source>
      <translation>ポートを再検索</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Looking for ports</source>
      <translation>ポートを検索中</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI</source>
      <translation>MIDI</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI activity</source>
      <translation>MIDI の動作</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI channel</source>
      <translation>MIDI チャンネル</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI channel; its program is in Settings</source>
      <translation>MIDI チャンネル（音色番号は設定にあります）</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>MIDI output</source>
      <translation>MIDI 出力</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>No other program is in the Link session yet</source>
      <translation>Link セッションにはまだ他のプログラムがありません</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>No port is chosen</source>
      <translation>ポート未選択</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Nothing</source>
      <translation>なし</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Panic</source>
      <translation>パニック</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Panic: silence every note on every channel</source>
      <translation>パニック：全チャンネルの音を止める</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Play</source>
      <translation>再生</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Play (space)</source>
      <translation>再生（スペース）</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Plays to</source>
      <translation>出力先</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Port state</source>
      <translation>ポートの状態</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Send MIDI clock to the port</source>
      <translation>ポートへ MIDI クロックを送信</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Stop</source>
      <translation>停止</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Stop and go to the first bar</source>
      <translation>停止して先頭の小節へ</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Sync</source>
      <translation>同期</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Sync state</source>
      <translation>同期の状態</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Tap</source>
      <translation>タップ</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Tap the tempo (T)</source>
      <translation>テンポをタップ（T）</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Tempo</source>
      <translation>テンポ</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Tempo: drag up and down, turn the wheel, or type it</source>
      <translation>テンポ：上下ドラッグ、ホイール、または入力</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>The DAW's clock sets the tempo</source>
      <translation>DAW のクロックがテンポを決めます</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>The clock was lost; going on at its last tempo</source>
      <translation>クロックが途切れました。最後のテンポで続けます</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>The port is open</source>
      <translation>ポートは開いています</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Waiting for the DAW's clock: press play there, and send its clock to our input</source>
      <translation>DAW のクロックを待っています：DAW で再生し、クロックをこちらの入力へ送ってください</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>We lead: the DAW may follow our MIDI clock</source>
      <translation>こちらが主導：DAW は当方の MIDI クロックに追従できます</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Where the melody goes: a port that we create, or one that is there</source>
      <translation>メロディの行き先：こちらで作るポート、または既存のポート</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Who leads: our own tempo, the DAW's MIDI clock, or Ableton Link</source>
      <translation>主導するもの：自分のテンポ、DAW の MIDI クロック、Ableton Link</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Windows has no virtual ports: install loopMIDI, create a port there, choose it here</source>
      <translation>Windows には仮想ポートがありません：loopMIDI を入れてポートを作り、ここで選んでください</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>Wiring</source>
      <translation>配線</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>ch {channel}</source>
      <translation>ch {channel}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>late {bars}</source>
      <translation>遅れ {bars}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/transport.py" />
      <source>{port} has gone; it is opened again when it is back</source>
      <translation>{port} が見つかりません。戻り次第また開きます</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>At the right: a root and a scale. The melody follows at the next bar.</source>
      <translation>右側でルートとスケールを選びます。メロディは次の小節から従います。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Choose where it plays</source>
      <translation>出力先を選ぶ</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>First steps</source>
      <translation>はじめに</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>I know my way: put these steps away</source>
      <translation>もう分かったので閉じる</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Play into your DAW</source>
      <translation>DAW へ送る</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Press play</source>
      <translation>再生する</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Put the first steps away</source>
      <translation>「はじめに」を閉じる</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>The space bar, or the triangle at the top left: it sounds here. The arrow at the loudspeaker has voices and volume.</source>
      <translation>スペースキーか左上の三角：ここで鳴ります。スピーカー横の矢印で音色と音量を選べます。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>The triangle at the top left, or the space bar.</source>
      <translation>左上の三角、またはスペースキー。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>This computer has no sound device; hear it in your DAW: create the port LC Studio under “Plays to”, and choose it there.</source>
      <translation>音声デバイスがありません。DAW で聴くには「出力先」でポート LC Studio を作り、DAW で選んでください。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>Turn the scale</source>
      <translation>スケールを選ぶ</translation>
    </message>
    <message>
      <location filename="gui/shared/view/welcome.py" />
      <source>“Plays to” above: create the port LC Studio, choose it in your DAW, and switch the loudspeaker off (S).</source>
      <translation>上の「出力先」でポート LC Studio を作り、DAW で選び、スピーカーをオフにします（S）。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/amount.py" />
      <source>Double click: back to rest.</source>
      <translation>ダブルクリック：中立に戻す。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/amount.py" />
      <source>The model sees it at {after:.0f} %; before the edit at {before:.0f} %.</source>
      <translation>モデルの判定：{after:.0f} %、編集前は {before:.0f} %。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/amount.py" />
      <source>at rest</source>
      <translation>中立</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/bars.py" />
      <source>bar {named}</source>
      <translation>小節 {named}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/bars.py" />
      <source>bars {named}</source>
      <translation>小節 {named}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/bars.py" />
      <source>{first} to {last}</source>
      <translation>{first}～{last}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/ideas.py" />
      <source>{name}: a click, or arrows and Enter, go back to it</source>
      <translation>{name}：クリック、または矢印と Enter で戻る</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/keyboard.py" />
      <source>Click notes in and out of the scale</source>
      <translation>クリックで音をスケールに加える・外す</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/keyboard.py" />
      <source>Notes that may sound</source>
      <translation>鳴ってよい音</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/keyboard.py" />
      <source>{notes}; at {note}</source>
      <translation>{notes}、現在 {note}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Back to the default</source>
      <translation>初期値に戻す</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Copy {text}</source>
      <translation>{text} をコピー</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Forget {learned}</source>
      <translation>{learned} を忘れる</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Learn from a MIDI controller</source>
      <translation>MIDI コントローラーをラーン</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>No controller is learned</source>
      <translation>コントローラー未割り当て</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Turned by {learned}.</source>
      <translation>{learned} で回せます。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>Type a value</source>
      <translation>値を入力</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>move a controller</source>
      <translation>操作してください</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>{text!r} is no value of {title}; type one from {low} to {high}.</source>
      <translation>{text!r} は「{title}」の値ではありません。{low} から {high} の値を入力してください。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/knob.py" />
      <source>{title}, exact value</source>
      <translation>{title}、正確な値</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/note_keys.py" />
      <source>{note} · bar {bar}, beat {beat:g}</source>
      <translation>{note} · {bar} 小節 {beat:g} 拍</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/note_keys.py" />
      <source>{}
Double-click to draw a note, drag to choose notes</source>
      <translation>{}
ダブルクリックで音を描く、ドラッグで音を選ぶ</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/note_keys.py" />
      <source>{}
Drag to move, its end for the length, double-click to delete, L to lock; it cuts what it is put on</source>
      <translation>{}
ドラッグで移動、端で長さ、ダブルクリックで削除、L でロック。重なった音は切られます</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/note_keys.py" />
      <source>{}
Locked: choose it, and L unlocks it</source>
      <translation>{}
ロック中：選んで L で解除</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>, {asked} asked for</source>
      <translation>、指定 {asked}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>A click locks it</source>
      <translation>クリックでロック</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Bar {bar}. {state}, a drag chooses bars, a right click offers more</source>
      <translation>{bar} 小節。{state}、ドラッグで小節を選択、右クリックで他の操作</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Bar {bar}: {notes} notes</source>
      <translation>{bar} 小節：{notes} 音</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Drag the melody out from here, as a MIDI file</source>
      <translation>ここからメロディを MIDI ファイルとしてドラッグ</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Drag to draw how many notes each bar is to have, double-click: as many as come</source>
      <translation>ドラッグで小節ごとの音数を描く、ダブルクリックで成り行きに戻す</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll.py" />
      <source>Locked: a click unlocks it</source>
      <translation>ロック中：クリックで解除</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Delete {what}</source>
      <translation>{what}を削除</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Leave the notes of every bar as they come</source>
      <translation>全小節の音数を成り行きにする</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Leave the notes of {bars} as they come</source>
      <translation>{bars} の音数を成り行きにする</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Lock all the others</source>
      <translation>他をすべてロック</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Lock {bars}</source>
      <translation>{bars} をロック</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Lock {what} (L)</source>
      <translation>{what}をロック（L）</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Make {bars} anew</source>
      <translation>{bars} を作り直す</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Unlock everything</source>
      <translation>すべてロック解除</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Unlock {bars}</source>
      <translation>{bars} のロックを解除</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>Unlock {what} (L)</source>
      <translation>{what}のロックを解除（L）</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>the note</source>
      <translation>音</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_menu.py" />
      <source>{number} notes</source>
      <translation>{number} 音</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_over.py" />
      <source>Drop to play this melody</source>
      <translation>ドロップしてこのメロディを演奏</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_picture.py" />
      <source>Next {number} bars</source>
      <translation>次の {number} 小節</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_picture.py" />
      <source>Notes per bar</source>
      <translation>小節あたりの音数</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>Piano roll</source>
      <translation>ピアノロール</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>asked for: {counts} notes</source>
      <translation>指定：{counts} 音</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>chosen: {notes}</source>
      <translation>選択：{notes}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>locked: {notes}</source>
      <translation>ロック：{notes}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>{bars} chosen</source>
      <translation>{bars} を選択中</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>{bars} locked</source>
      <translation>{bars} をロック中</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/roll_shown.py" />
      <source>{number} notes in {bars} bars</source>
      <translation>{bars} 小節に {number} 音</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Copy as a MIDI file (Ctrl+C)</source>
      <translation>MIDI ファイルとしてコピー（Ctrl+C）</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Empty this slot</source>
      <translation>このスロットを空にする</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Empty: click to keep what plays, or drop a MIDI file here</source>
      <translation>空：クリックで再生中のものを保存、または MIDI ファイルをドロップ</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Keep what plays here</source>
      <translation>再生中のものをここに保存</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Name of slot {number}</source>
      <translation>スロット {number} の名前</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Paste a MIDI file here (Ctrl+V)</source>
      <translation>MIDI ファイルを貼り付け（Ctrl+V）</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Rename (Ctrl+R)</source>
      <translation>名前変更（Ctrl+R）</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>Slot {number}: {value}</source>
      <translation>スロット {number}：{value}</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>empty</source>
      <translation>空</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/slots.py" />
      <source>{name}: click to play it, drag it out as a MIDI file or into another slot (Ctrl copies), Ctrl+R to rename it, right click for more</source>
      <translation>{name}：クリックで再生、MIDI ファイルとしてドラッグ、または別のスロットへ（Ctrl でコピー）、Ctrl+R で名前変更、右クリックで他の操作</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/wipe.py" />
      <source>The left {value} % show the face before the edit.</source>
      <translation>左の {value} % が編集前の顔です。</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/wipe.py" />
      <source>after</source>
      <translation>後</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/wipe.py" />
      <source>before</source>
      <translation>前</translation>
    </message>
    <message>
      <location filename="gui/shared/view/widgets/wipe.py" />
      <source>{share} % before</source>
      <translation>前 {share} %</translation>
    </message>
    <message>
      <location filename="gui/shared/view/window.py" />
      <source>Dismiss</source>
      <translation>閉じる</translation>
    </message>
    <message>
      <location filename="gui/shared/view/window.py" />
      <source>Dismiss this notice</source>
      <translation>この通知を閉じる</translation>
    </message>
    <message>
      <location filename="gui/shared/view/window.py" />
      <source>Latent Constraints Studio</source>
      <translation>Latent Constraints Studio</translation>
    </message>
    <message>
      <location filename="gui/shared/view/window.py" />
      <source>{name} page</source>
      <translation>{name}ページ</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Change faces with sliders</source>
      <translation>スライダーで顔を変える</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Faces</source>
      <translation>顔</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Light or dark, sound, remote control</source>
      <translation>明暗、言語、サウンド、リモート</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Loading {name}.</source>
      <translation>{name} を読み込み中です。</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Melody</source>
      <translation>メロディ</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Models, versions, licences</source>
      <translation>モデル、バージョン、ライセンス</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Play melodies with knobs</source>
      <translation>ノブでメロディを演奏</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Teach the instrument: corpora, models, constraints</source>
      <translation>楽器を学習させる：コーパス、モデル、制約</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>The live engine ended ({value}) and was started again; press play.</source>
      <translation>ライブエンジンが終了し（{value}）、再起動しました。再生を押してください。</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>Train</source>
      <translation>学習</translation>
    </message>
    <message>
      <location filename="gui/studio.py" />
      <source>no reason given</source>
      <translation>理由不明</translation>
    </message>
    <message>
      <location filename="gui/train/state/decoded.py" />
      <source>Idea {number}</source>
      <translation>アイデア {number}</translation>
    </message>
    <message>
      <location filename="gui/train/state/decoded.py" />
      <source>Samples</source>
      <translation>サンプル</translation>
    </message>
    <message>
      <location filename="gui/train/state/devices.py" />
      <source>MPS is the graphics processor of Macs with Apple silicon; this machine has none.</source>
      <translation>MPS は Apple シリコン搭載 Mac の GPU です。このコンピューターにはありません。</translation>
    </message>
    <message>
      <location filename="gui/train/state/devices.py" />
      <source>No NVIDIA graphics card that CUDA can use was found on this machine.</source>
      <translation>CUDA で使える NVIDIA のグラフィックカードが見つかりません。</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>Choose a folder of MIDI files to learn from.</source>
      <translation>学習に使う MIDI ファイルのフォルダーを選んでください。</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>Choose {what}.</source>
      <translation>{what}を選んでください。</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>No such model comes with this version; train an image model first, and choose it here.</source>
      <translation>このモデルは付属していません。先に画像モデルを学習させ、ここで選んでください。</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>Say what the constraint rewards: add a rule, or choose a Python file or a file of likes.</source>
      <translation>何に報酬を与えるか指定してください：ルールを追加するか、Python ファイルまたは評価ファイルを選びます。</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>The time is {minutes:g} minutes; it must be above 0.</source>
      <translation>時間が {minutes:g} 分です。0 より大きくしてください。</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>There is no folder or file {path}; choose another one.</source>
      <translation>フォルダーまたはファイル {path} がありません。別のものを選んでください。</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>There is no {path}; choose another one.</source>
      <translation>{path} がありません。別のものを選んでください。</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>a Python file</source>
      <translation>Python ファイル</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>a corpus to learn from; build one from a folder of MIDI files first</source>
      <translation>学習に使うコーパス（なければ先に MIDI ファイルのフォルダーから作成）</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>a file of likes</source>
      <translation>評価ファイル</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>the folder that holds the images</source>
      <translation>画像のフォルダー</translation>
    </message>
    <message>
      <location filename="gui/train/state/jobs.py" />
      <source>{name!r} cannot be a name; use up to 60 letters, digits, spaces, dots, plus signs and hyphens.</source>
      <translation>{name!r} は名前に使えません。英数字、空白、ピリオド、プラス、ハイフンで 60 文字以内にしてください。</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Cannot make the folder {folder}: {why}; free some space.</source>
      <translation>フォルダー {folder} を作成できません：{why}。空き容量を確保してください。</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Cannot rename {name}: {why}.</source>
      <translation>{name} の名前を変更できません：{why}。</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Learned from {data}</source>
      <translation>学習データ：{data}</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Nothing has been learned yet.</source>
      <translation>まだ何も学習していません。</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Preset {name}</source>
      <translation>プリセット {name}</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Rewards {rewards}</source>
      <translation>報酬：{rewards}</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Stopped after {steps:,} of {all:,} steps in {took}</source>
      <translation>{took}で {all:,} ステップ中 {steps:,} まで学習し停止</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Stopped before it was finished.</source>
      <translation>完了前に停止しました。</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>The file is torn or not a model of this program.</source>
      <translation>ファイルが壊れているか、このプログラムのモデルではありません。</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>There is a {name!r} already; choose another name.</source>
      <translation>{name!r} はすでにあります。別の名前を選んでください。</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>There is no {name!r} any more; it was deleted.</source>
      <translation>{name!r} はもうありません。削除されました。</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>Trained {steps:,} steps in {took}</source>
      <translation>{took}で {steps:,} ステップ学習</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>a minute</source>
      <translation>1 分</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>from {pieces:,} pieces</source>
      <translation>元の曲 {pieces:,} 曲</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>{melodies:,} melodies of 16 bars</source>
      <translation>16 小節のメロディ {melodies:,} 個</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>{minutes:,} minutes</source>
      <translation>{minutes:,} 分</translation>
    </message>
    <message>
      <location filename="gui/train/state/library.py" />
      <source>{weights:.1f} million weights, {size:.0f} MB</source>
      <translation>重み {weights:.1f} 百万個、{size:.0f} MB</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Building {name}</source>
      <translation>{name} を作成中</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Getting ready.</source>
      <translation>準備中です。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Nothing has been trained yet; start a training or choose a model of the library.</source>
      <translation>まだ何も学習していません。学習を開始するか、ライブラリのモデルを選んでください。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Saving, then it stops.</source>
      <translation>保存してから停止します。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Starting {name}</source>
      <translation>{name} を開始中</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Stopped after {steps}; it can go on from the library.</source>
      <translation>{steps} で停止しました。ライブラリから再開できます。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Stopped before it had learned anything.</source>
      <translation>何も学習しないうちに停止しました。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Stopped; it can go on from the library.</source>
      <translation>停止しました。ライブラリから再開できます。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>The samples could not be decoded; see {path}.</source>
      <translation>サンプルをデコードできませんでした。{path} を参照してください。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>The training ended unexpectedly ({code}): {why}. Its output is in {path}.</source>
      <translation>学習が予期せず終了しました（{code}）：{why}。出力は {path} にあります。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>There is nothing to decode yet; samples come after its first save.</source>
      <translation>デコードできるものがまだありません。サンプルは最初の保存後に作れます。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>There is nothing to hear or see of this kind: {kind}.</source>
      <translation>この種類には聴けるもの・見られるものがありません：{kind}。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>Training {name}</source>
      <translation>{name} を学習中</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{doing}: {left} left</source>
      <translation>{doing}：残り {left}</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{name} came with the program and stays.</source>
      <translation>{name} は付属品なので削除できません。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{name} cannot go on; train it anew under another name.</source>
      <translation>{name} は再開できません。別の名前で学習し直してください。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{name} is being trained; stop it first.</source>
      <translation>{name} は学習中です。先に停止してください。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{name} is being trained; stop it or wait for its end.</source>
      <translation>{name} は学習中です。停止するか、終わるまでお待ちください。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{name} is not finished; there is nothing to decode.</source>
      <translation>{name} は未完了のため、デコードできるものがありません。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{name} is ready.</source>
      <translation>{name} の準備ができました。</translation>
    </message>
    <message>
      <location filename="gui/train/state/session.py" />
      <source>{name} stopped after {steps}; it can go on from the library.</source>
      <translation>{name} は {steps} で停止しました。ライブラリから再開できます。</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>Curves appear here while something is trained.</source>
      <translation>学習中はここに曲線が表示されます。</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>Curves of the training</source>
      <translation>学習曲線</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>a bar</source>
      <translation>1 小節</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>a melody</source>
      <translation>メロディ 1 つ</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>actor</source>
      <translation>アクター</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>an image</source>
      <translation>画像 1 枚</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>critic</source>
      <translation>クリティック</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>density asked and played</source>
      <translation>密度</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>error, nats</source>
      <translation>誤差（nat）</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>how well the rule is kept</source>
      <translation>ルールの達成度</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>images</source>
      <translation>画像</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>information used (KL), nats</source>
      <translation>使われた情報量（KL、nat）</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>labels missed</source>
      <translation>外れた属性</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>labels told of unseen images</source>
      <translation>未学習画像の属性判定</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>losses of critics and actor</source>
      <translation>クリティックとアクターの損失</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>melodies wholly in it</source>
      <translation>全音スケール内</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>minutes of training</source>
      <translation>学習時間（分）</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>misses, notes per bar</source>
      <translation>ずれ（音/小節）</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>notes in the scale</source>
      <translation>スケール内の音</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>notes kept</source>
      <translation>一致した音</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>picture quality, decibels</source>
      <translation>画質（dB）</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>random latents</source>
      <translation>ランダムな潜在変数</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>realism</source>
      <translation>リアルさ</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>reward before</source>
      <translation>学習前</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>reward of new melodies</source>
      <translation>新しい報酬</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>share that is right</source>
      <translation>正解率</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>sixteenths kept</source>
      <translation>一致した 16 分</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>statistics</source>
      <translation>統計</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>the critic's verdict</source>
      <translation>判定</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>training</source>
      <translation>学習</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>unheard or unseen</source>
      <translation>未学習</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>unseen images</source>
      <translation>未学習の画像</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>what survives of unheard melodies</source>
      <translation>未学習メロディの再現度</translation>
    </message>
    <message>
      <location filename="gui/train/view/curves.py" />
      <source>what the critic takes for real</source>
      <translation>クリティックが本物とみなす割合</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>A melody then has to please this one as well</source>
      <translation>メロディはこの報酬も満たす必要があります</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Add a reward</source>
      <translation>報酬を追加</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Choose</source>
      <translation>選択</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>For example {example}</source>
      <translation>例：{example}</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>How several rewards make one</source>
      <translation>複数の報酬を 1 つにまとめる方法</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Parameter of the reward</source>
      <translation>報酬のパラメーター</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Remove this reward</source>
      <translation>この報酬を削除</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>Reward</source>
      <translation>報酬</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>What counts</source>
      <translation>集計方法</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>all of them (product)</source>
      <translation>すべて（積）</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>file</source>
      <translation>ファイル</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>folder</source>
      <translation>フォルダー</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>on average (mean)</source>
      <translation>平均（平均値）</translation>
    </message>
    <message>
      <location filename="gui/train/view/fields.py" />
      <source>the worst of them (minimum)</source>
      <translation>最も低いもの（最小）</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source> min</source>
      <translation> 分</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>A Python file</source>
      <translation>Python ファイル</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>A classifier</source>
      <translation>分類器</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>A conditional actor with its critic, a realism critic with its actor, or an attribute critic</source>
      <translation>条件付きアクターとそのクリティック、リアルさのクリティックとそのアクター、または属性のクリティック</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>A corpus that was built here</source>
      <translation>ここで作成したコーパス</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>A file with one function: it gets a melody and answers with a number from 0 to 1</source>
      <translation>関数が 1 つのファイル：メロディを受け取り 0 から 1 の数を返します</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>A model that makes images</source>
      <translation>画像を作るモデル</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Choose a Python file</source>
      <translation>Python ファイルを選択</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Choose a file of likes</source>
      <translation>評価ファイルを選択</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Choose a folder of MIDI files</source>
      <translation>MIDI ファイルのフォルダーを選択</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Choose the folder of the data set</source>
      <translation>データセットのフォルダーを選択</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Collect melodies</source>
      <translation>メロディを集める</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Computes on</source>
      <translation>計算に使うもの</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>File of likes</source>
      <translation>評価ファイル</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Folder of MIDI files</source>
      <translation>MIDI ファイルのフォルダー</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Folder of the data set</source>
      <translation>データセットのフォルダー</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Folders inside it are read as well</source>
      <translation>中のフォルダーも読み込みます</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>For the image model</source>
      <translation>対象の画像モデル</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>For the melody model</source>
      <translation>対象のメロディモデル</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Images that look real</source>
      <translation>本物らしい画像</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Images with given attributes</source>
      <translation>指定した属性を持つ画像</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>It may be stopped before. A melody model's first stage, on single bars, is not counted</source>
      <translation>途中で停止できます。メロディモデルの最初の段階（1 小節単位）は含みません</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Knobs whose realism critic holds the actor</source>
      <translation>リアルさのクリティックがアクターを支えるノブ</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Learns digits or faces, for the Faces page, or a classifier that judges them.</source>
      <translation>顔ページのための数字や顔、またはそれを判定する分類器を学習します。</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Learns from</source>
      <translation>学習データ</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Learns to make melodies like those of a corpus. Every knob and rule is taught on top of one.</source>
      <translation>コーパスのようなメロディを作れるようになります。ノブやルールはすべてこの上で学習します。</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Likes (*.json)</source>
      <translation>評価 (*.json)</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Melodies should have</source>
      <translation>メロディに求めるもの</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>My thumbs up and down</source>
      <translation>自分の高評価・低評価</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>One network that serves every scale and density, for a melody model that you have trained yourself.</source>
      <translation>すべてのスケールと密度に対応する 1 つのネットワーク。自分で学習させたメロディモデル用です。</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Preset of the hierarchical LSTM VAE</source>
      <translation>階層型 LSTM VAE のプリセット</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Preset of the network</source>
      <translation>ネットワークのプリセット</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Preset of the networks</source>
      <translation>ネットワークのプリセット</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Python file with one function</source>
      <translation>関数が 1 つの Python ファイル</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Reads a folder of MIDI files and keeps every 16-bar melody in 4/4, without copies: a corpus to learn from.</source>
      <translation>MIDI ファイルのフォルダーを読み、4/4 拍子の 16 小節のメロディを重複なく集めます：学習用のコーパスです。</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Rewards from a list</source>
      <translation>一覧の報酬</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Size</source>
      <translation>サイズ</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Stays musical by</source>
      <translation>音楽らしさの保持</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Teach a rule</source>
      <translation>ルールを教える</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Teach an image model</source>
      <translation>画像モデルに教える</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Teaches a model of images what is real or what has an attribute; the model itself stays as it is.</source>
      <translation>何が本物らしいか、どの属性があるかを画像モデルに教えます。モデル自体は変わりません。</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Teaches a model to make melodies that a rule rewards; the model itself stays as it is.</source>
      <translation>ルールが報酬を与えるメロディを作るよう教えます。モデル自体は変わりません。</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>The VAE it belongs to</source>
      <translation>対応する VAE</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>The files as their makers publish them</source>
      <translation>配布元が公開しているままのファイル</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Time</source>
      <translation>時間</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>To tell attributes</source>
      <translation>属性の判定</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Train a melody model</source>
      <translation>メロディモデルを学習</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Train an image model</source>
      <translation>画像モデルを学習</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Train scale and density knobs</source>
      <translation>スケールと密度のノブを学習</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>What</source>
      <translation>種類</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>What is rewarded</source>
      <translation>報酬の対象</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>What it learns</source>
      <translation>学ぶ内容</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>What to do</source>
      <translation>作業の種類</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>Written by the thumbs on the Melody page</source>
      <translation>メロディページの評価から書き出されたもの</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>a name for it</source>
      <translation>名前を入力</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>build a corpus first</source>
      <translation>先にコーパスを作成</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>the one that ships</source>
      <translation>付属のもの</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>the ones that ship, if they fit</source>
      <translation>付属のもの（合う場合）</translation>
    </message>
    <message>
      <location filename="gui/train/view/forms.py" />
      <source>until it is done</source>
      <translation>完了まで</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Choose on the left what to train.</source>
      <translation>左で学習の内容を選んでください。</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Decode a few melodies or pictures with what it has learned so far</source>
      <translation>これまでの学習結果でメロディや画像をいくつかデコード</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Delete {name} and everything that was made in its training?</source>
      <translation>{name} と、その学習で作られたものをすべて削除しますか？</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Failed</source>
      <translation>失敗</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>New training</source>
      <translation>新しい学習</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Nothing is being trained</source>
      <translation>学習は行われていません</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>One training at a time</source>
      <translation>学習は一度に 1 つだけです</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Ready</source>
      <translation>完了</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Running</source>
      <translation>実行中</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Samples now</source>
      <translation>今すぐサンプル</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Save what was learned and stop</source>
      <translation>学習したものを保存して停止</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Saving</source>
      <translation>保存中</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Start</source>
      <translation>開始</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Start; it runs beside the music</source>
      <translation>開始（音楽と並行して動きます）</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Starting</source>
      <translation>開始中</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>Stopped</source>
      <translation>停止</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>There is nothing to decode</source>
      <translation>デコードできるものがありません</translation>
    </message>
    <message>
      <location filename="gui/train/view/page.py" />
      <source>They are being decoded</source>
      <translation>デコード中です</translation>
    </message>
    <message>
      <location filename="gui/train/view/samples.py" />
      <source>A few samples, always from the same ideas, so that you hear or see what training changed.</source>
      <translation>常に同じアイデアから作るサンプルで、学習による変化を聴いたり見たりできます。</translation>
    </message>
    <message>
      <location filename="gui/train/view/samples.py" />
      <source>Play idea {number}</source>
      <translation>アイデア {number} を再生</translation>
    </message>
    <message>
      <location filename="gui/train/view/samples.py" />
      <source>Play {name}</source>
      <translation>{name} を再生</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Decode a few of its melodies or pictures and show them in the middle</source>
      <translation>メロディや画像をいくつかデコードして中央に表示</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Delete this and everything that was made in its training</source>
      <translation>これと、その学習で作られたものをすべて削除</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Go on</source>
      <translation>再開</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Go on where it stopped, for as long as the form on the left says</source>
      <translation>停止したところから、左の時間だけ続けます</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Library</source>
      <translation>ライブラリ</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Nothing here yet</source>
      <translation>まだ何もありません</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Play with it</source>
      <translation>これで演奏</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>The Melody page cannot play this</source>
      <translation>メロディページでは演奏できません</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>The Melody page goes on with this one</source>
      <translation>メロディページがこれを使って続けます</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>There is nothing to decode here</source>
      <translation>デコードできるものがありません</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>This came with the program</source>
      <translation>これは付属品です</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>Train longer</source>
      <translation>さらに学習</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>What ships and finished corpora stay as they are</source>
      <translation>付属のものと完成したコーパスは変わりません</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>What you train appears here. No weights come with this version.</source>
      <translation>学習したものがここに表示されます。この版に重みは付属していません。</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>ready</source>
      <translation>完了</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>ships</source>
      <translation>付属</translation>
    </message>
    <message>
      <location filename="gui/train/view/shelf.py" />
      <source>unfinished</source>
      <translation>未完了</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>(1 + r) / 2 for "up", (1 - r) / 2 for "down"; r correlates the notes' pitches with their times.</source>
      <translation>"up" は (1 + r) / 2、"down" は (1 - r) / 2。r は音高と時間の相関。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>1 bar</source>
      <translation>1 小節</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>1 where the last note is a tonic, else 0.</source>
      <translation>最後の音が主音なら 1、それ以外は 0。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>16 bars</source>
      <translation>16 小節</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>2 bars</source>
      <translation>2 小節</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>32 bars</source>
      <translation>32 小節</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>4 bars</source>
      <translation>4 小節</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>8 bars</source>
      <translation>8 小節</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>A beard, or none</source>
      <translation>ひげあり、またはなし</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>A hat, or none; hats were rare in what was learned</source>
      <translation>帽子あり、またはなし。学習データに帽子は少数でした</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>A smile, or a serious face</source>
      <translation>笑顔、または真顔</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Ableton Link</source>
      <translation>Ableton Link</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Accent</source>
      <translation>アクセント</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Apple (MPS)</source>
      <translation>Apple (MPS)</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Backbeat</source>
      <translation>バックビート</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Bald</source>
      <translation>薄毛</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Bass</source>
      <translation>ベース</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Beard</source>
      <translation>ひげ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Beats</source>
      <translation>拍</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Black hair</source>
      <translation>黒髪</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Blond hair</source>
      <translation>金髪</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Brown hair</source>
      <translation>茶髪</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Comes home</source>
      <translation>主音で終わる</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Contour</source>
      <translation>輪郭</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Dark</source>
      <translation>ダーク</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Density</source>
      <translation>密度</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Electric piano</source>
      <translation>エレピ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>End on the root of the scale, where one is asked for</source>
      <translation>スケールが指定されていればルートで終わる</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Everywhere</source>
      <translation>全体</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Faces page</source>
      <translation>顔ページ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Falling, level or rising over the 16 bars.</source>
      <translation>16 小節にわたる下降、平坦、上昇。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Fifties</source>
      <translation>50 年代</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Flat</source>
      <translation>均一</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Flute</source>
      <translation>フルート</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Four-four</source>
      <translation>4 分の 4</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>From</source>
      <translation>下限</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>From stepwise to leaping: how far a note is from the one before.</source>
      <translation>順次から跳躍まで：前の音からの距離。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Gate</source>
      <translation>ゲート</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Glasses</source>
      <translation>眼鏡</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Glasses on, or off</source>
      <translation>眼鏡をかける、または外す</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Hat</source>
      <translation>帽子</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Highest</source>
      <translation>最高音</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How daring the choice of each note is: 0 takes the likeliest (the decoder's temperature).</source>
      <translation>各音の選び方の大胆さ：0 は最もありそうな音（デコーダーの温度）。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How far the idea wanders from one 16 bars to the next.</source>
      <translation>16 小節ごとにアイデアが移ろう幅。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How far the knobs may move the idea. Less stays close to the idea, more obeys the knobs (distance in latent space).</source>
      <translation>ノブがアイデアを動かせる幅。小さいほど元に近く、大きいほどノブに従います（潜在空間の距離）。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How hard a note without accent is played.</source>
      <translation>アクセントのない音の強さ。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How many bars come back, as a share of all.</source>
      <translation>繰り返される小節の割合。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How many notes a bar has. Double click: as many as the idea has by itself.</source>
      <translation>1 小節の音数。ダブルクリック：アイデア本来の音数。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How many notes start between the beats and are held over them.</source>
      <translation>拍の間で始まり拍をまたぐ音の割合。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How much louder the accented notes are; the pattern says which.</source>
      <translation>アクセント音の強さ。どの音かはパターンが決めます。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How much of its written length a note sounds.</source>
      <translation>音が書かれた長さのうち鳴る割合。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How much velocities vary by chance, either way.</source>
      <translation>ベロシティの偶然のゆらぎ。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How strongly a rule that you taught moves the idea, such as your taste.</source>
      <translation>教えたルール（好みなど）がアイデアを動かす強さ。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>How strongly the idea is drawn to where real music lies, while neither a scale nor chords are asked for (guidance of the learned prior; without one, the realism constraint).</source>
      <translation>スケールもコードも指定しないとき、アイデアを実際の音楽へ引き寄せる強さ（学習済み事前分布のガイダンス、なければリアルさの制約）。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Humanise</source>
      <translation>ゆらぎ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>In the presets</source>
      <translation>プリセット内</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>In the roll</source>
      <translation>ロール内</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Internal</source>
      <translation>内部</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Jazz</source>
      <translation>ジャズ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Lead</source>
      <translation>リード</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Less hair, or more</source>
      <translation>髪を少なく、または多く</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Light</source>
      <translation>ライト</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Lowest</source>
      <translation>最低音</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>MIDI clock</source>
      <translation>MIDI クロック</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Male looks</source>
      <translation>男性的</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Melody page</source>
      <translation>メロディページ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Minor</source>
      <translation>マイナー</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Motion</source>
      <translation>動き</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>My taste</source>
      <translation>好み</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>NVIDIA card (CUDA)</source>
      <translation>NVIDIA カード (CUDA)</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>No note outside the scale, whatever the idea says</source>
      <translation>アイデアにかかわらずスケール外の音を出さない</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Off-beats</source>
      <translation>裏拍</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>On a knob or slider</source>
      <translation>ノブやスライダー上</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>On a slot</source>
      <translation>スロット上</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Organ</source>
      <translation>オルガン</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Pluck</source>
      <translation>プラック</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Pop</source>
      <translation>ポップ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Processor (CPU)</source>
      <translation>プロセッサ (CPU)</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Reach</source>
      <translation>到達幅</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Repetition</source>
      <translation>反復</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Semitones by which everything is sent higher or lower; 12 are an octave.</source>
      <translation>送信全体を上下させる半音数。12 で 1 オクターブ。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Share of the bars after the first that repeat an earlier bar of the melody, step for step; silent ones do not.</source>
      <translation>2 小節目以降で、前の小節をステップ単位で繰り返す小節の割合。無音の小節は数えません。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Share of the moves from note to note that are by step: 1 or 2 semitones; 0 without a move.</source>
      <translation>音から音への動きのうち順次進行（半音 1 つか 2 つ）の割合。動きがなければ 0。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Share of the notes whose pitch class is allowed (equation 4); 0 without notes.</source>
      <translation>許されたピッチクラスの音の割合（式 4）。音がなければ 0。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Share of the notes within two MIDI pitches, both included; 0 without notes.</source>
      <translation>2 つの MIDI 音高の間（両端を含む）の音の割合。音がなければ 0。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Smile</source>
      <translation>笑顔</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Strict</source>
      <translation>厳密</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Surprise</source>
      <translation>意外性</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Swing</source>
      <translation>スイング</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Syncopation</source>
      <translation>シンコペ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>System</source>
      <translation>システム</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>The fastest here</source>
      <translation>この環境で最速のもの</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>The highest note that is sent; what lies above moves down by octaves. Type a name, such as C6.</source>
      <translation>送信する最高音。上の音はオクターブ下げます。C6 のように入力できます。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>The highest note; type a name such as G5, or a MIDI number.</source>
      <translation>最高音。G5 のような音名か MIDI 番号を入力。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>The lowest note that is sent; what lies below moves up by octaves. Type a name, such as C2.</source>
      <translation>送信する最低音。下の音はオクターブ上げます。C2 のように入力できます。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>The lowest note; type a name such as G3, or a MIDI number.</source>
      <translation>最低音。G3 のような音名か MIDI 番号を入力。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>To</source>
      <translation>上限</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Towards black hair, or away from it; other hair colours give way</source>
      <translation>黒髪へ、または黒髪から離す。他の髪色は弱まります</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Towards blond hair, or away from it; other hair colours give way</source>
      <translation>金髪へ、または金髪から離す。他の髪色は弱まります</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Towards brown hair, or away from it; other hair colours give way</source>
      <translation>茶髪へ、または茶髪から離す。他の髪色は弱まります</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Towards photos that were labelled male: a guess at looks, not a gender</source>
      <translation>「男性」とラベル付けされた写真へ近づけます：見た目の推測であり性別ではありません</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Towards photos that were labelled young: a guess at looks, not an age</source>
      <translation>「若い」とラベル付けされた写真へ近づけます：見た目の推測であり年齢ではありません</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Transpose</source>
      <translation>移調</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Tresillo</source>
      <translation>トレシージョ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Velocity</source>
      <translation>ベロシティ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Wander</source>
      <translation>移ろい</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Where the second of two sixteenths falls: 50 % straight, 67 % a triplet.</source>
      <translation>2 つ目の 16 分の位置：50 % はストレート、67 % は三連。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>Young looks</source>
      <translation>若々しさ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>a laptop's processor</source>
      <translation>ノート PC のプロセッサ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>accent</source>
      <translation>アクセント</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>all the way down, up</source>
      <translation>最小、最大</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>an hour or two on a laptop</source>
      <translation>ノート PC で 1～2 時間</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>as it comes</source>
      <translation>成り行き</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>back to the default</source>
      <translation>初期値に戻す</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>blues</source>
      <translation>ブルース</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>built-in voice on, off</source>
      <translation>内蔵音源オン・オフ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>by an octave</source>
      <translation>1 オクターブ移動</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>choose all notes</source>
      <translation>音をすべて選択</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>choose no notes</source>
      <translation>選択を解除</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>choose the note before, the next; with Shift one more</source>
      <translation>前後の音を選択、Shift で追加</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>chromatic</source>
      <translation>クロマチック</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>comes home</source>
      <translation>主音で終わる</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>compare with the idea before</source>
      <translation>前のアイデアと比較</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>contour</source>
      <translation>輪郭</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>copy the slot, or what plays, as a MIDI file</source>
      <translation>スロットか再生中のものを MIDI ファイルとしてコピー</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>corpus</source>
      <translation>コーパス</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>delete them</source>
      <translation>削除</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>density</source>
      <translation>密度</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>digits (MNIST)</source>
      <translation>数字 (MNIST)</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>dorian</source>
      <translation>ドリアン</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>draw a note after them, or in the chosen bar</source>
      <translation>後ろか選択した小節に音を描く</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>empty the slot</source>
      <translation>スロットを空にする</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>faces (CelebA)</source>
      <translation>顔 (CelebA)</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>free</source>
      <translation>自由</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>from</source>
      <translation>下限</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>gate</source>
      <translation>ゲート</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>go back to what was before</source>
      <translation>元に戻る</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>go to a bar; with Shift choose up to there</source>
      <translation>小節へ移動、Shift でそこまで選択</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>harmonic minor</source>
      <translation>ハーモニックマイナー</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>hear the one before, the next</source>
      <translation>前・次を試聴</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>highest</source>
      <translation>最高音</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>humanise</source>
      <translation>ゆらぎ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>image attributes</source>
      <translation>画像の属性</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>image classifier</source>
      <translation>画像分類器</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>image knobs</source>
      <translation>画像のノブ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>image model</source>
      <translation>画像モデル</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>image realism</source>
      <translation>画像のリアルさ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>keep what plays, or play what was kept</source>
      <translation>保存する、または保存したものを再生</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>knobs</source>
      <translation>ノブ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>last on tonic</source>
      <translation>主音で終わる</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>leave a field; panic</source>
      <translation>入力欄を出る、パニック</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>let chance turn the knobs of the group that is shown</source>
      <translation>表示中のノブをランダムに回す</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>lock or unlock the chosen notes</source>
      <translation>選択した音のロック切り替え</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>lock or unlock what is chosen</source>
      <translation>選択したもののロック切り替え</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>lock the idea</source>
      <translation>アイデアをロック</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>lowest</source>
      <translation>最低音</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>lydian</source>
      <translation>リディアン</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>major</source>
      <translation>メジャー</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>major pentatonic</source>
      <translation>メジャーペンタトニック</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>make the chosen bars anew</source>
      <translation>選択した小節を作り直す</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>make them shorter, longer</source>
      <translation>短く、長くする</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>max density</source>
      <translation>最大密度</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>melodic minor</source>
      <translation>メロディックマイナー</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>melody model</source>
      <translation>メロディモデル</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>metronome on, off</source>
      <translation>メトロノームオン・オフ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>min(1, most / notes); 1 without notes.</source>
      <translation>min(1, 最大数 / 音数)。音がなければ 1。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>min(1, notes / least) (equation 4).</source>
      <translation>min(1, 音数 / 最小数)（式 4）。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>min(1, share / least) of the syncopated notes: those held over a step stronger than the one they start on.</source>
      <translation>シンコペーション（始点より強いステップをまたぐ音）について min(1, 割合 / 最小値)。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>min(1, silent steps / least), least a share of all steps.</source>
      <translation>min(1, 無音ステップ / 最小値)。最小値は全ステップに対する割合。</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>minor pentatonic</source>
      <translation>マイナーペンタトニック</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>minutes on a laptop</source>
      <translation>ノート PC で数分</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>mixolydian</source>
      <translation>ミクソリディアン</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>motion</source>
      <translation>動き</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>move chosen notes by a sixteenth or semitone</source>
      <translation>選択した音を 16 分・半音ずつ移動</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>move the clip</source>
      <translation>クリップを移動</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>my taste</source>
      <translation>好み</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>natural minor</source>
      <translation>ナチュラルマイナー</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>new face</source>
      <translation>新しい顔</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>new idea</source>
      <translation>新しいアイデア</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>notes/bar</source>
      <translation>音/小節</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>on the photo: nearer, farther, all of it; Shift+arrows push it</source>
      <translation>写真：拡大、縮小、全体。Shift+矢印で移動</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>open a photo</source>
      <translation>写真を開く</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>paste a MIDI file into the slot, or play it</source>
      <translation>MIDI ファイルをスロットに貼り付け、または演奏</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>phrygian</source>
      <translation>フリジアン</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>pitch range</source>
      <translation>音域</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>pitch set</source>
      <translation>音の集合</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>play a slot</source>
      <translation>スロットを再生</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>play, stop</source>
      <translation>再生、停止</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>presets</source>
      <translation>プリセット</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>press the button with the focus</source>
      <translation>フォーカスのあるボタンを押す</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>published size, graphics card</source>
      <translation>論文のサイズ、グラフィックカード</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>quit</source>
      <translation>終了</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>reach</source>
      <translation>到達幅</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>redo</source>
      <translation>やり直す</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>rename the clip</source>
      <translation>クリップの名前変更</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>rename, delete</source>
      <translation>名前変更、削除</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>repetition</source>
      <translation>反復</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>reset all</source>
      <translation>すべてリセット</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>rest share</source>
      <translation>休符の割合</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>rule</source>
      <translation>ルール</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>save the knobs under a name</source>
      <translation>ノブを名前を付けて保存</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>see it before, and after</source>
      <translation>前後を見比べる</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>show these keys</source>
      <translation>このキー一覧を表示</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>st</source>
      <translation>半音</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>stay with it, or with the first that was found</source>
      <translation>決定、または最初に見つかったもの</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>stepwise</source>
      <translation>順次進行</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>strict</source>
      <translation>厳密</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>surprise</source>
      <translation>意外性</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>swing</source>
      <translation>スイング</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>syncopation</source>
      <translation>シンコペーション</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>tap the tempo</source>
      <translation>テンポをタップ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>the face before, the next in the photo</source>
      <translation>写真の前・次の顔</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>the smaller published size</source>
      <translation>論文の小さい方のサイズ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>to</source>
      <translation>上限</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>to the next control, back</source>
      <translation>次・前の操作部へ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>transpose</source>
      <translation>移調</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>turn by a tenth of the range</source>
      <translation>範囲の 1/10 回す</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>turn; with Shift a tenth</source>
      <translation>回す、Shift で 1/10</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>type a value, or just type it</source>
      <translation>値を入力、または直接打つ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>undo</source>
      <translation>取り消す</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>vary</source>
      <translation>変化させる</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>velocity</source>
      <translation>ベロシティ</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>wander</source>
      <translation>移ろい</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>whole tone</source>
      <translation>ホールトーン</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>without bars, to compare</source>
      <translation>小節構造なし、比較用</translation>
    </message>
    <message>
      <location filename="tools/catalogues.py" />
      <source>zoom in, out, show everything</source>
      <translation>拡大、縮小、全体表示</translation>
    </message>
  </context>
</TS>
